import type { Ballot } from "./ballot.ts";
import type { Prospects } from "./early-close.ts";
import { leastCommonMultiple } from "./fraction.ts";
import { Ledger, type LedgerSeat } from "./ledger.ts";
import { organizationUnits } from "./organization.ts";
import type { PassingRule } from "./passing.ts";
import { Quorum } from "./quorum.ts";
import { automaticRecusal } from "./recusal.ts";
import { isVoter, organizationKey, type Voter } from "./roll.ts";
import type { Rule } from "./rule.ts";
import type { Act, Actor, Refusal } from "./vote.ts";
import { type Entry, type VoteEntry, VoterActs } from "./voter-acts.ts";

/** Combinations that the search for early closes may look at during one count. */
const SEARCH_BUDGET = 20_000;

/** One seat: who holds it, who may stand in, and how the ledger counts it. */
export interface Seat {
  readonly holder: VoterActs;
  readonly alternates: readonly VoterActs[];
  readonly ledger: LedgerSeat;
  readonly index: number;
  /** An alternate has a vote, which fills the seat unless its holder votes or is recused. */
  standIn: boolean;
}

/** The vote that fills a seat, by its holder or by an alternate. */
export interface Filled {
  readonly entry: VoteEntry;
  readonly alternate: VoterActs | null;
}

/** The voters of a ballot while it is replayed: what each has said, and the running count of it. */
export class Bench {
  readonly voters: readonly VoterActs[];
  readonly seats: readonly Seat[];
  readonly ledger: Ledger;
  /** How many of the ledger's units make one point or one person. */
  readonly unit: bigint;
  readonly quorum: Quorum | null;
  readonly passingRule: PassingRule & Pick<Rule, "noQuorum">;
  readonly #rule: Rule;
  readonly #proposer: VoterActs | null;
  readonly #byLogin = new Map<string, VoterActs>();
  readonly #byId = new Map<number, VoterActs>();
  readonly #seatOf = new Map<VoterActs, Seat>();
  /** Only of acts that an edit or a deletion can take back. */
  readonly #entries = new Map<Act, { entry: Entry; acts: VoterActs }>();
  readonly #vetoers = new Set<VoterActs>();
  readonly #budget = { left: SEARCH_BUDGET };
  #number = 0;

  constructor({ rule, roll, subject }: Ballot) {
    this.#rule = rule;
    this.voters = roll.map((voter) => new VoterActs(voter, automaticRecusal(rule, subject, voter)));
    for (const acts of this.voters) {
      this.#byLogin.set(acts.voter.login.toLowerCase(), acts);
      if (acts.voter.id !== null) this.#byId.set(acts.voter.id, acts);
    }
    this.unit = unitOf(rule, roll);
    const seated = this.voters.filter(({ voter }) => voter.alternateFor === null);
    const standIns = alternatesByLogin(this.voters);
    const groups = new Map<string, number>();
    const { kind } = rule.organization;
    this.seats = seated.map((holder, index) => {
      const { voter } = holder;
      const key = kind === "none" ? "" : groupKey(voter, index);
      const group = groups.get(key) ?? groups.size;
      groups.set(key, group);
      const weight = rule.count === "heads" ? this.unit : inUnits(voter, this.unit);
      const recused = holder.automatic !== null;
      const ledger: LedgerSeat = {
        weight,
        inBase: voter.inBase,
        chair: voter.role === "chair",
        group,
        status: recused ? "recused" : "silent",
        free: !recused,
      };
      const alternates = standIns.get(voter.login.toLowerCase()) ?? [];
      return { holder, alternates, ledger, index, standIn: false };
    });
    const units = organizationUnits(rule.organization, this.unit);
    const fixedSeats = rule.pass.of === "seats" ? BigInt(rule.seats ?? 0) * this.unit : 0n;
    this.ledger = new Ledger(
      { pass: rule.pass, organization: units, seats: fixedSeats },
      this.seats.map((seat) => seat.ledger),
      groups.size,
    );
    this.quorum = this.#newQuorum(roll);
    const chairs = this.seats.map((seat) => seat.ledger).filter((seat) => seat.chair);
    this.passingRule = { ...rule, chairs };
    for (const seat of this.seats) {
      this.quorum?.count(seat, 1);
      for (const acts of [seat.holder, ...seat.alternates]) this.#seatOf.set(acts, seat);
    }
    this.#proposer = subject.proposer === null ? null : this.#find({ login: subject.proposer, id: null });
    this.#sayImplicitYes();
  }

  knows(person: Actor): boolean {
    return this.#find(person) !== null;
  }

  quorumIsMet(): boolean {
    return this.quorum?.isMet() ?? true;
  }

  /** Applies a vote, a recusal or a veto of someone on the roll; says why where it is refused. */
  apply(act: Act): Refusal | null {
    const acts = this.#find(act.by);
    if (acts === null) return "off-roll";
    switch (act.do) {
      case "vote":
        if (acts.automatic !== null) return "recused";
        if (act.choice === "no" && this.#rule.noNeedsReason && isBlank(act.reason)) return "no-reason";
        return this.#enter(acts, act, act.choice);
      case "vote-withdraw":
        return this.#enter(acts, act, "nothing");
      case "recuse":
        return this.#enter(acts, act, "recused");
      case "veto":
        if (this.#rule.veto === null) return "no-veto";
        if (acts.isRecused()) return "recused";
        if (this.#rule.veto.reason === "required" && isBlank(act.reason)) return "no-reason";
        this.#vetoers.add(acts);
        return this.#enter(acts, act, "veto");
      case "veto-withdraw":
        return this.#rule.veto === null ? "no-veto" : this.#enter(acts, act, "no-veto");
      default:
        throw new Error(`not an act of a voter: ${act.do}`);
    }
  }

  /** Takes an act back because its author or someone else has edited it; false when it did not count anyway. */
  drop(act: Act): boolean {
    const entered = this.#entries.get(act);
    if (entered === undefined) return false;
    entered.entry.dead = true;
    this.#entries.delete(act);
    this.#settle(entered.acts);
    return true;
  }

  /** Lets all votes and vetoes fall; recusals stand. Gives back the acts that fell. */
  restart(): Act[] {
    const fallen = this.voters.flatMap((acts) => acts.restart());
    this.#vetoers.clear();
    this.#sayImplicitYes();
    for (const { holder } of this.seats) this.#settle(holder);
    return fallen;
  }

  /** Whether someone whose vote fell has not said anything since. */
  isSilent(person: Actor): boolean {
    return this.#find(person)?.standing() === null;
  }

  /** The vetoes that stand, with their acts. */
  standingVetoes(): { acts: VoterActs; act: Act }[] {
    return [...this.#vetoers].flatMap((acts) => {
      const act = acts.veto()?.act ?? null;
      return act === null ? [] : [{ acts, act }];
    });
  }

  prospects(): Prospects {
    const { veto } = this.#rule;
    return {
      rule: this.passingRule,
      ledger: this.ledger,
      quorum: this.quorum,
      vetoPossible: veto !== null && this.voters.some((acts) => acts.automatic === null),
      vetoStands: this.standingVetoes().some(({ acts }) => acts.vote() !== null),
      budget: this.#budget,
    };
  }

  /** What fills a seat now; `null` when it is silent or recused. */
  filled(seat: Seat): Filled | null {
    if (seat.holder.isRecused()) return null;
    const own = seat.holder.vote();
    if (own !== null) return { entry: own, alternate: null };
    for (const alternate of seat.alternates) {
      const vote = alternate.vote();
      if (vote !== null) return { entry: vote, alternate };
    }
    return null;
  }

  #find(person: Actor): VoterActs | null {
    const byId = person.id === null ? undefined : this.#byId.get(person.id);
    const found = byId ?? this.#byLogin.get(person.login.toLowerCase());
    return found !== undefined && isVoter(found.voter, person) ? found : null;
  }

  #enter(acts: VoterActs, act: Act | null, says: Entry["says"]): null {
    const entry: Entry = { act, says, number: this.#number++, dead: false };
    acts.add(entry);
    if (act !== null && (act.until !== null || act.void !== null)) this.#entries.set(act, { entry, acts });
    this.#settle(acts);
    return null;
  }

  /** Brings the ledger up to what a seat says now. */
  #settle(acts: VoterActs): void {
    const seat = this.#seatOf.get(acts);
    if (seat === undefined) return;
    const status = seat.holder.isRecused() ? "recused" : (this.filled(seat)?.entry.says ?? "silent");
    const free = seat.holder.automatic === null && seat.holder.vote() === null;
    const standIn = seat.alternates.some((alternate) => alternate.vote() !== null);
    if (seat.ledger.status === status && seat.ledger.free === free && seat.standIn === standIn) return;
    this.quorum?.count(seat, -1);
    this.ledger.set(seat.ledger, status, free);
    seat.standIn = standIn;
    this.quorum?.count(seat, 1);
  }

  #sayImplicitYes(): void {
    const proposer = this.#rule.proposer === "implicit-yes" ? this.#proposer : null;
    if (proposer !== null && !proposer.isRecused()) this.#enter(proposer, null, "yes");
  }

  #newQuorum(roll: readonly Voter[]): Quorum | null {
    const { quorum, seats } = this.#rule;
    if (quorum === null) return null;
    const unit = quorum.count === "heads" ? 1n : unitOf({ ...this.#rule, count: "points" }, roll);
    const weights = this.seats.map(({ holder: { voter } }) => ({
      weight: quorum.count === "heads" ? 1n : inUnits(voter, unit),
      inBase: voter.inBase,
    }));
    return new Quorum(quorum, seats, weights, unit);
  }
}

function alternatesByLogin(voters: readonly VoterActs[]): Map<string, VoterActs[]> {
  const byLogin = new Map<string, VoterActs[]>();
  for (const acts of voters) {
    const key = acts.voter.alternateFor?.toLowerCase();
    if (key !== undefined) byLogin.set(key, [...(byLogin.get(key) ?? []), acts]);
  }
  return byLogin;
}

/** The least common denominator of all that is added up, so that every amount is a whole number of units. */
function unitOf(
  { count, organization }: Pick<Rule, "count" | "organization">,
  roll: readonly Voter[],
): bigint {
  let unit = organization.kind === "cap" ? organization.cap.denominator : 1n;
  if (count === "points") {
    for (const voter of roll) unit = leastCommonMultiple(unit, voter.points.denominator);
  }
  return unit;
}

function inUnits({ points }: Voter, unit: bigint): bigint {
  return (points.numerator * unit) / points.denominator;
}

/** People without an organization are their own. */
function groupKey({ organizations }: Voter, index: number): string {
  const own = organizations.map(organizationKey).find((key) => key !== "");
  return own === undefined ? `seat ${index}` : `organization ${own}`;
}

function isBlank(reason: string | null): boolean {
  return reason === null || reason.trim() === "";
}
