import type { Ballot } from "./ballot.ts";
import type { Prospects } from "./early-close.ts";
import { Ledger } from "./ledger.ts";
import { organizationUnits } from "./organization.ts";
import { ProspectSearch } from "./prospect-search.ts";
import { Quorum } from "./quorum.ts";
import { automaticRecusals } from "./recusal.ts";
import { isVoter, type Roll } from "./roll.ts";
import type { Rule } from "./rule.ts";
import { inUnits, type Seat, seatsOf, standInOf, unitOf } from "./seat.ts";
import type { CopiedAct } from "./timeline.ts";
import type { Act, Actor, Refusal } from "./vote.ts";
import { type Entry, VoterActs } from "./voter-acts.ts";

/**
 * The voters of a ballot while it is replayed: what each has said, and the running count of it. The count is brought
 * up to date when somebody asks for it, so that a person who acts often costs little under rules that do not ask.
 */
export class Bench {
  readonly voters: readonly VoterActs[];
  readonly seats: readonly Seat[];
  /** How many of the ledger's units make one point or one person. */
  readonly unit: bigint;
  readonly #rule: Rule;
  readonly #ledger: Ledger;
  readonly #quorum: Quorum | null;
  readonly #search: ProspectSearch;
  readonly #vetoPossible: boolean;
  readonly #proposer: VoterActs | null;
  readonly #byLogin = new Map<string, VoterActs>();
  readonly #byId = new Map<number, VoterActs>();
  readonly #seatOf = new Map<VoterActs, Seat>();
  /** Only of acts that an edit or a deletion can take back. */
  readonly #entries = new Map<Act, { entry: Entry; acts: VoterActs }>();
  /** Everyone who has said anything since the vote began or began anew. */
  readonly #spoken = new Set<VoterActs>();
  /** Those whose latest acts the count does not know yet. */
  readonly #unsettled = new Set<VoterActs>();
  /** Everyone who has ever cast a veto, those whose veto stands, and those of them who have a vote as well. */
  readonly #vetoers = new Set<VoterActs>();
  readonly #vetoing = new Set<VoterActs>();
  readonly #vetoingAndVoting = new Set<VoterActs>();
  #number = 0;

  constructor({ rule, roll, subject }: Ballot) {
    this.#rule = rule;
    const recusalOf = automaticRecusals(rule, subject);
    this.voters = roll.map((voter, place) => new VoterActs(voter, place, recusalOf(voter)));
    this.#vetoPossible = rule.veto !== null && this.voters.some(({ automatic }) => automatic === null);
    for (const acts of this.voters) {
      this.#byLogin.set(acts.voter.login.toLowerCase(), acts);
      if (acts.voter.id !== null) this.#byId.set(acts.voter.id, acts);
    }
    this.unit = unitOf(rule, roll);
    const { seats, groups } = seatsOf(rule, this.voters, this.unit);
    this.seats = seats;
    const organization = organizationUnits(rule.organization, this.unit);
    const fixedSeats = rule.pass.of === "seats" ? BigInt(rule.seats ?? 0) * this.unit : 0n;
    this.#ledger = new Ledger(
      { pass: rule.pass, organization, seats: fixedSeats, tieCounts: rule.tie === "chair" },
      seats.map((seat) => seat.ledger),
      groups,
    );
    this.#quorum = newQuorum(rule, roll, seats);
    this.#search = new ProspectSearch(rule, this.#ledger);
    for (const seat of seats) {
      this.#quorum?.count(seat, 1);
      for (const acts of [seat.holder, ...seat.alternates]) this.#seatOf.set(acts, seat);
    }
    this.#proposer = subject.proposer === null ? null : this.find({ login: subject.proposer, id: null });
    this.#sayImplicitYes();
  }

  get ledger(): Ledger {
    this.#settle();
    return this.#ledger;
  }

  get quorum(): Quorum | null {
    this.#settle();
    return this.#quorum;
  }

  /** The voter who is this person; `null` when the person is not on the roll. */
  find(person: Actor): VoterActs | null {
    const byId = person.id === null ? undefined : this.#byId.get(person.id);
    const found = byId ?? this.#byLogin.get(person.login.toLowerCase());
    return found !== undefined && isVoter(found.voter, person) ? found : null;
  }

  quorumIsMet(): boolean {
    return this.quorum?.isMet() ?? true;
  }

  /** Applies a vote, a recusal or a veto of a voter; says why where it is refused. */
  apply(acts: VoterActs, act: CopiedAct): Refusal | null {
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
    this.#unsettled.add(entered.acts);
    return true;
  }

  /** Lets all votes and vetoes fall; recusals stand. Gives back the acts that fell, in the order of the roll. */
  restart(): Act[] {
    const spoken = [...this.#spoken].sort((a, b) => a.place - b.place);
    const fallen = spoken.flatMap((acts) => acts.restart());
    for (const acts of spoken) this.#unsettled.add(acts);
    this.#spoken.clear();
    this.#vetoers.clear();
    this.#sayImplicitYes();
    return fallen;
  }

  /** Whether someone whose vote fell has not said anything since. */
  isSilent(person: Actor): boolean {
    return this.find(person)?.standing() === null;
  }

  hasStandingVeto(): boolean {
    this.#settle();
    return this.#vetoing.size > 0;
  }

  /** The vetoes that stand, with their acts. */
  standingVetoes(): { acts: VoterActs; act: Act }[] {
    return [...this.#vetoers].flatMap((acts) => {
      const act = acts.veto()?.act ?? null;
      return act === null ? [] : [{ acts, act }];
    });
  }

  prospects(): Prospects {
    this.#settle();
    return {
      rule: this.#rule,
      ledger: this.#ledger,
      quorum: this.#quorum,
      vetoPossible: this.#vetoPossible,
      vetoStands: this.#vetoingAndVoting.size > 0,
      search: this.#search,
    };
  }

  #enter(acts: VoterActs, act: CopiedAct | null, says: Entry["says"]): null {
    const entry: Entry = { act: act?.given ?? null, says, number: this.#number++, dead: false };
    acts.add(entry);
    if (act !== null && (act.until !== null || act.void !== null)) {
      this.#entries.set(act.given, { entry, acts });
    }
    this.#spoken.add(acts);
    this.#unsettled.add(acts);
    return null;
  }

  /** Brings the count up to what everyone says now. */
  #settle(): void {
    if (this.#unsettled.size === 0) return;
    for (const acts of this.#unsettled) {
      if (this.#rule.veto !== null) this.#settleVeto(acts);
      const seat = this.#seatOf.get(acts);
      if (seat !== undefined) this.#settleSeat(seat);
    }
    this.#unsettled.clear();
  }

  #settleVeto(acts: VoterActs): void {
    const stands = acts.veto() !== null;
    if (stands) this.#vetoing.add(acts);
    else this.#vetoing.delete(acts);
    if (stands && acts.vote() !== null) this.#vetoingAndVoting.add(acts);
    else this.#vetoingAndVoting.delete(acts);
  }

  #settleSeat(seat: Seat): void {
    const { holder, alternates, ledger } = seat;
    const own = holder.vote();
    const other = standInOf(alternates);
    const status = holder.isRecused() ? "recused" : ((own ?? other?.entry)?.says ?? "silent");
    const free = holder.automatic === null && own === null;
    const standIn = other !== null;
    if (ledger.status === status && ledger.free === free && seat.standIn === standIn) return;
    this.#quorum?.count(seat, -1);
    this.#ledger.set(ledger, status, free);
    seat.standIn = standIn;
    this.#quorum?.count(seat, 1);
  }

  #sayImplicitYes(): void {
    const proposer = this.#rule.proposer === "implicit-yes" ? this.#proposer : null;
    if (proposer !== null && !proposer.isRecused()) this.#enter(proposer, null, "yes");
  }
}

function newQuorum(rule: Rule, roll: Roll, seats: readonly Seat[]): Quorum | null {
  const { quorum } = rule;
  if (quorum === null) return null;
  const unit = quorum.count === "heads" ? 1n : unitOf({ ...rule, count: "points" }, roll);
  const weights = seats.map(({ holder: { voter } }) => ({
    weight: quorum.count === "heads" ? 1n : inUnits(voter, unit),
    inBase: voter.inBase,
  }));
  return new Quorum(quorum, rule.seats, weights, unit);
}

function isBlank(reason: string | null): boolean {
  return reason === null || reason.trim() === "";
}
