/** Two to five articles side by side. Lists with an entry an article hold indices into the vectors of that article's analysis. */
export interface Comparison { readonly analyses: readonly Analysis[]; readonly actors: readonly SharedActor[]; readonly figures: readonly FigureRow[]; readonly dates: readonly DateRow[]; readonly events: readonly SharedEvent[]; readonly onlyHere: readonly Ids[]; readonly changes: Changes | null }
/** Who or what more than one article names: `entities` by article. */
export interface SharedActor { readonly name: string; readonly kind: Kind; readonly entities: readonly Ids[] }
/** Figures for one effect, by article; `relation`: null if one article alone has some. */
export interface FigureRow { readonly effect: Effect; readonly unit: string | null; readonly figures: readonly Ids[]; readonly relation: CheckRelation | null }
/** A day and the time expressions that mean it, by article. */
export interface DateRow { readonly date: string; readonly timexes: readonly Ids[] }
/** What more than one article tells: first tellings of events, by article. */
export interface SharedEvent { readonly kind: string; readonly events: readonly Ids[] }
/** What became of the sentences of the first article in the second. */
export interface Changes { readonly removed: readonly number[]; readonly added: readonly number[]; readonly reworded: readonly Rewording[] }
/** A sentence of the first article and what it became in the second. */
export interface Rewording { readonly from: number; readonly to: number }
/** Indices into a vector of an analysis. */
export type Ids = readonly number[];
/** What may be said about an article. */
export interface AnalyzeOptions {
  /** ISO date of publication, such as "2025-12-14"; wins over the one in the text. */
  published?: string;
  /** Length of the summary in sentences; 3 if absent. */
  summarySentences?: number;
  /** What a reader said of names; later ones win. */
  corrections?: readonly Correction[];
}
/** What a reader says of names, by their words exactly as they stand: that they are none, that they are right, that they name another kind, that they are names too, that they name the same as the first of them, something else than what they were put together with, or what it is to be called. `kind` goes with `retype` and `add`, `name` with `rename`. */
export interface Correction { readonly do: CorrectionKind; readonly words: readonly string[]; readonly kind?: Kind; readonly name?: string }
export type CorrectionKind = "delete" | "confirm" | "retype" | "add" | "merge" | "split" | "rename";
/** UTF-16 code units, end exclusive: `text.slice(span.start, span.end)`. */
export interface Span { readonly start: number; readonly end: number }
export type Kind = "person" | "organization" | "location" | "facility" | "group" | "event" | "work" | "law" | "product";
export type BlockKind = "title" | "byline" | "meta" | "standfirst" | "paragraph" | "heading" | "item" | "caption" | "boilerplate";
export type TimexKind = "date" | "time" | "duration" | "set";
export type QuantityKind = "money" | "percent" | "count" | "measure" | "ordinal" | "age" | "score";
export type Precision = "exact" | "about" | "at_least" | "at_most" | "range" | "vague";
export type Effect = "killed" | "wounded" | "casualties" | "missing" | "detained" | "arrested" | "kidnapped" | "displaced" | "evacuated" | "rescued" | "infected" | "hospitalized" | "laid_off" | "destroyed" | "lost" | "pledged" | "fined" | "voted";
export type CheckRelation = "agreement" | "conflict" | "update";
export type Placement = "earlier" | "dated" | "later";
export type Load = "praise" | "blame" | "alarm" | "scorn" | "stress";
export type TopicName = "arts" | "crime" | "disaster" | "economy" | "education" | "environment" | "health" | "human_interest" | "labour" | "lifestyle" | "politics" | "religion" | "science" | "society" | "sport" | "conflict" | "weather";
export type StatementKind = "direct" | "mixed" | "indirect";
/** What the cue says about the words that it reports. */
export type Standing = "said" | "unsaid" | "supposed";
export type Grade = "neutral" | "assertive" | "doubting" | "promising" | "accusing" | "denying" | "conceding";
export type Modality = "happened" | "planned" | "possible" | "alleged" | "denied";
export type ReferenceKind = "pronoun" | "description" | "name";
export type RoleKind = "office" | "age" | "nationality" | "member";
export type RoleTense = "current" | "former" | "acting" | "coming";
export type PlaceRelation = "located" | "people" | "government";
export type SiteKind = "country" | "region" | "city" | "water" | "land" | "area" | "spot";
/** One plain sentence to the reader about the text as a whole. */
export interface Notice { readonly code: string; readonly message: string }
export interface Block { readonly span: Span; readonly kind: BlockKind }
export interface Byline { readonly span: Span; readonly authors: readonly Span[] }
/** `date` is an ISO date. */
export interface Published { readonly span: Span; readonly date: string }
export interface Dateline { readonly span: Span; readonly place: Span | null; readonly outlet: Span | null }
/** The parts of the article; absent ones are null. */
export interface Article {
  readonly title: Span | null;
  readonly byline: Byline | null;
  readonly published: Published | null;
  readonly updated: Published | null;
  readonly standfirst: Span | null;
  readonly dateline: Dateline | null;
  readonly outlet: Span | null;
  readonly blocks: readonly Block[];
}
/** `body` is `span` without a dateline or date at its front; `block` indexes `article.blocks`. */
export interface Sentence { readonly span: Span; readonly body: Span; readonly block: number }
/** `value` is TIMEX3 (ISO 8601 with X for what is not told); `anchor` is what it was counted from: the day of publication, or an earlier one of `timexes`. */
export interface Timex { readonly span: Span; readonly sentence: number; readonly kind: TimexKind; readonly value: string | null; readonly anchor: "published" | number | null; readonly score: number; readonly why: string }
/** A number as far as the words tell it; a missing end is open; the ends of a score are its two sides. */
export interface Interval { readonly low: number | null; readonly high: number | null; readonly precision: Precision }
/** `modifier`: the words that widen the number (`at least`); `unit`: ISO 4217, `%`, `pp` (percentage points) or UCUM (`a` for ages); `counted`: the words for what is counted. */
export interface Quantity { readonly span: Span; readonly sentence: number; readonly kind: QuantityKind; readonly value: Interval | null; readonly modifier: Span | null; readonly unit: string | null; readonly counted: Span | null; readonly score: number; readonly why: string }
export type SourceKind = "official" | "military" | "company" | "expert" | "ngo" | "eyewitness" | "media" | "document" | "unknown";
/** One source: `speaker` indexes `entities` (null for `officials`), `span` first names it (null where none is told), `evidence`: the words that tell its kind, `statements` index `statements`; `sentences` and `words`: how much it says. */
export interface Source { readonly speaker: number | null; readonly span: Span | null; readonly kind: SourceKind; readonly evidence: Span | null; readonly statements: readonly number[]; readonly sentences: number; readonly words: number; readonly why: string }
/** Whom the article lets speak, the most words first. `sentences` and `words` of all its prose; `ownVoice` indexes the sentences in which nobody is reported; `unheard` indexes `entities` that are named often and never speak. */
export interface Sourcing { readonly sources: readonly Source[]; readonly sentences: number; readonly words: number; readonly ownVoice: readonly number[]; readonly unheard: readonly number[] }
/** Who reported a figure: all null for the article's own voice; `carried`: goes on from the sentence before. */
export interface FigureSource { readonly span: Span | null; readonly entity: number | null; readonly statement: number | null; readonly carried: boolean }
/** How many or how much, of whom, by whose account. `cue`: the words that say what happened; `quantity` indexes `quantities`; `attacker`: the side that did it; `partOf` indexes `figures` (`17 people, including 4 children`); `over`: the stretch of time that it sums up, if it is no figure of one event (`in the last 10 years`); `update`: replaces an earlier figure; `singleSource`: nobody else in the article gives one. */
export interface Figure { readonly span: Span; readonly sentence: number; readonly effect: Effect; readonly cue: Span; readonly value: Interval; readonly unit: string | null; readonly who: Span | null; readonly quantity: number | null; readonly attacker: boolean; readonly partOf: number | null; readonly over: Span | null; readonly update: boolean; readonly source: FigureSource; readonly singleSource: boolean; readonly score: number; readonly why: string }
/** `figures` index `Analysis.figures`; several add up to `value`. */
export interface Account { readonly figures: readonly number[]; readonly value: Interval }
/** Figures for the same thing, set side by side. */
export interface Check { readonly effect: Effect; readonly relation: CheckRelation; readonly accounts: readonly Account[]; readonly score: number; readonly why: string }
/** `span`: the sentence to show; `timex` indexes `timexes`; `event`: the word for what happened. */
export interface Moment { readonly span: Span; readonly sentence: number; readonly timex: number; readonly event: Span | null }
/** One date and what is said of it, in the order to show: undated before, dated, undated after. `value`: TIMEX3; `first`, `last`: the ISO days that it covers; `agreement`: two expressions that do not lean on each other lead to this date. */
export interface TimelineLine { readonly placement: Placement; readonly value: string | null; readonly first: string | null; readonly last: string | null; readonly moments: readonly Moment[]; readonly agreement: boolean; readonly score: number; readonly why: string }
/** `entity` indexes `entities`. */
export interface Mention { readonly span: Span; readonly sentence: number; readonly kind: Kind; readonly entity: number; readonly score: number; readonly why: string }
/** `mentions` index `mentions` and `references` index `references`, in text order; `aliases` are its other names; entities stand in the order of their first mention. */
export interface Entity { readonly name: string; readonly kind: Kind; readonly aliases: readonly string[]; readonly mentions: readonly number[]; readonly references: readonly number[]; readonly roles: readonly Role[]; readonly salience: number }
/** `title`: the words that say it; `organization` and `place` index `entities`; `inferred`: these two were concluded, not stated beside the title. */
export interface Role { readonly kind: RoleKind; readonly title: Span; readonly tense: RoleTense; readonly organization: number | null; readonly place: number | null; readonly evidence: Span; readonly inferred: boolean; readonly score: number; readonly why: string }
/** `he`, `the ministry`, a shared family name: `entity` indexes `entities`, null if several fit as well; `candidates`: others that fit, best first. */
export interface Reference { readonly span: Span; readonly sentence: number; readonly kind: ReferenceKind; readonly entity: number | null; readonly candidates: readonly number[]; readonly score: number; readonly why: string }
/** A place of the gazetteer; `country`: ISO 3166-1 code, null for seas and the like; degrees, north and east positive. */
export interface Site { readonly name: string; readonly kind: SiteKind; readonly country: string | null; readonly region: string | null; readonly latitude: number; readonly longitude: number }
/** Where an entity is: pin it only if `relation` is "located" and `site` is not null; `mentions`: those of its mentions that are meant so; `candidates`: other places of the name. */
export interface Place { readonly entity: number; readonly mentions: readonly number[]; readonly relation: PlaceRelation; readonly site: Site | null; readonly candidates: readonly Site[]; readonly score: number; readonly why: string }
/** `content`: the parts of what is said, quotation marks included, never empty; `cue`: the words that report it; `source`: the words that name who says it; `speaker` indexes `entities`; `sentence`: where it begins; `standing`: whether it was said, not said or only supposed. */
export interface Statement { readonly content: readonly Span[]; readonly cue: Span | null; readonly source: Span | null; readonly speaker: number | null; readonly sentence: number; readonly kind: StatementKind; readonly grade: Grade; readonly standing: Standing; readonly within: number | null; readonly score: number; readonly why: string }
/** Somebody or something that takes part; `entity` indexes `entities`; `human`: people. */
export interface Participant { readonly span: Span; readonly entity: number | null; readonly human: boolean }
/** Who did what to whom, as far as one clause says it. `trigger`: the words for what happened; `root`: category of the PLOVER scheme; `place` indexes `mentions`, `timex` `timexes`, `statement` the statement that tells it; `sameAs`: the first telling of the same event. */
export interface Event { readonly trigger: Span; readonly sentence: number; readonly kind: string; readonly root: string | null; readonly actors: readonly Participant[]; readonly targets: readonly Participant[]; readonly instrument: Span | null; readonly place: number | null; readonly timex: number | null; readonly modality: Modality; readonly statement: number | null; readonly sameAs: number | null; readonly score: number; readonly why: string }
/** The five Ws and one H of a main event, each a run of the text; null where the article does not say. */
export interface Answers { readonly who: Span | null; readonly what: Span | null; readonly when: Span | null; readonly where: Span | null; readonly why: Span | null; readonly how: Span | null }
/** A word that judges (`praise`, `blame`), frightens (`alarm`), belittles (`scorn`) or presses (`stress`). `statement`: in whose words it stands; null: the writer's own. */
export interface LoadedWord { readonly span: Span; readonly kind: Load; readonly statement: number | null }
/** What the article is about: a top-level Media Topic of the IPTC with its code, the chance that it is the first one, and the words that speak most for it. */
export interface Topic { readonly topic: TopicName; readonly code: string; readonly score: number; readonly spans: readonly Span[]; readonly why: string }
/** A phrase that says what the article is about: every place where it stands, never empty. */
export interface Keyphrase { readonly spans: readonly Span[]; readonly score: number; readonly why: string }
/** `span` is what to show: the sentence without its dateline. */
export interface SummaryLine { readonly sentence: number; readonly span: Span; readonly score: number; readonly why: string }
/** `lines`: best first, any prefix is a summary; `chosen`: how many were asked for. */
export interface Summary { readonly lines: readonly SummaryLine[]; readonly chosen: number }
/** `language`: ISO 639-1 code if it is clear; `grade`: Flesch-Kincaid grade in whole years, of English alone. */
export interface Reading { readonly words: number; readonly seconds: number; readonly language: string | null; readonly grade: number | null }
/** Everything that was read in an article. */
export interface Analysis {
  readonly version: string;
  readonly notices: readonly Notice[];
  readonly article: Article;
  readonly sentences: readonly Sentence[];
  readonly timexes: readonly Timex[];
  readonly quantities: readonly Quantity[];
  readonly mentions: readonly Mention[];
  readonly entities: readonly Entity[];
  readonly references: readonly Reference[];
  readonly places: readonly Place[];
  readonly statements: readonly Statement[];
  readonly events: readonly Event[];
  readonly answers: readonly Answers[];
  /** In text order. */
  readonly voice: readonly LoadedWord[];
  readonly sourcing: Sourcing;
  readonly figures: readonly Figure[];
  readonly checks: readonly Check[];
  readonly timeline: readonly TimelineLine[];
  /** At most three, likeliest first; none if nothing is likely. */
  readonly topics: readonly Topic[];
  /** At most ten, best first. */
  readonly keyphrases: readonly Keyphrase[];
  readonly summary: Summary;
  readonly reading: Reading;
  /** Milliseconds of each stage. */
  readonly timings: Readonly<Record<string, number>>;
}
