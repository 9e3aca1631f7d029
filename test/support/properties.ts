import fc from "fast-check";

/**
 * Properties draw the same values in every run, so that a commit that passed here passes everywhere.
 * `PROPERTY_SEED=random` draws new ones: do that before you rely on a property, and keep what it finds as an example.
 */
const { PROPERTY_SEED } = process.env;
if (PROPERTY_SEED !== "random") fc.configureGlobal({ seed: Number(PROPERTY_SEED ?? 20_260_302) });
