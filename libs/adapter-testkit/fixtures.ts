import type {
  ControlFeedbackVerb,
  ControlRequest,
  FeedbackFailure,
  FeedbackVerdict,
  LegalDocument,
  OfficerCertificates,
  PullCredentials,
  PullFault,
  PullVerb,
  PushInstitution,
  QueryRequest,
} from '#contracts/adapter';

/**
 * One message of an institution under `golden/`, written by hand from the contract's tables. Beside `name.json` or
 * `name.xml` stands `name.outcome.json`: the outcome it must be read as.
 */
export interface GoldenAnswer {
  readonly file: string;
  /** The question it answers, when it is not the one of the fixtures. */
  readonly request?: QueryRequest;
}

/** The answers of an institution that every contract can give. A part left out needs a skip with its reason. */
export interface AnswerFixtures {
  readonly found?: GoldenAnswer;
  readonly nothingFound?: GoldenAnswer;
  readonly refused?: GoldenAnswer;
  /** A word of a later version: read as `unconfirmed`. */
  readonly unknownStatus?: GoldenAnswer;
  readonly wrongPerson?: readonly GoldenAnswer[];
  readonly contradictory?: readonly GoldenAnswer[];
  /** A row of `found` sent twice: read as if it came once. */
  readonly duplicateRows?: GoldenAnswer;
  /** One or more for each older version that is live. */
  readonly oldVersions?: readonly GoldenAnswer[];
  /** Whatever else is worth holding still. */
  readonly further?: readonly GoldenAnswer[];
}

/** One answer of an institution to an order, under `golden-controls/`, with `name.outcome.json` beside it. Bytes of receipts stand there as Base64. */
export interface GoldenControl {
  readonly file: string;
  readonly order: ControlRequest;
  /** How it is pushed, `feed-control` when left out; pull contracts only. */
  readonly verb?: ControlFeedbackVerb;
}

/** Answers to orders that every contract can give. */
export interface ControlFixtures {
  /** Every order of `orders` as it leaves: a list, or the body of the first one's call. */
  readonly rendering: { readonly file: string; readonly orders: readonly ControlRequest[] };
  readonly answers: {
    /** Bound: in full, in part, and a freeze of zero. */
    readonly effective: readonly GoldenControl[];
    readonly refused: readonly GoldenControl[];
    /** A status of a later version: read as `unconfirmed`. */
    readonly unknownStatus: readonly GoldenControl[];
    /** Another's account, policy, car, or another person: read as `defective`. */
    readonly anothers: readonly GoldenControl[];
    readonly contradictory: readonly GoldenControl[];
    /** Where the contract has a queue. */
    readonly waiting?: readonly GoldenControl[];
    readonly inProgress?: readonly GoldenControl[];
    readonly further?: readonly GoldenControl[];
  };
}

interface AnyFixtures {
  /** The adapter's folder, with trailing slash: `new URL('./', import.meta.url)`. */
  readonly folder: URL;
  /** The question that the golden answers answer. Synthetic people only. */
  readonly request: QueryRequest;
  readonly answers: AnswerFixtures;
  /** For contracts that carry measures. */
  readonly controls?: ControlFixtures;
}

/** What an adapter on the push channel brings; its messages are JSON. */
export interface PushFixtures extends AnyFixtures {
  readonly institution: PushInstitution;
  /** The call that asks `request`: the body is compared as JSON with the golden file. */
  readonly call: { readonly file: string; readonly method: 'GET' | 'POST'; readonly path: string };
  /** Golden error bodies of the contract. */
  readonly declined?: { readonly file: string; readonly status: number };
  readonly ticket?: TicketFixtures;
  readonly callback?: CallbackFixtures;
}

/** Golden files of the 202 of the question and of the poll. */
export interface TicketFixtures {
  readonly taken: string;
  readonly working: string;
  /** The ticket that stands in both. */
  readonly ticket: string;
  /** The contract lets the institution answer 200 to the question itself. */
  readonly answersAtOnce: boolean;
}

/** How an institution calls back, written apart from the adapter. */
export interface CallbackFixtures {
  /** The contract lets the institution answer 200 to the question itself. */
  readonly answersAtOnce: boolean;
  /** Golden file of the reply that promises a callback, and its status. */
  readonly promised: { readonly file: string; readonly status: number };
  /** The callback body with one answer object in it. */
  wrap(answer: Uint8Array): Uint8Array;
  /** The headers of a call signed at `at` with this secret. */
  sign(body: Uint8Array, secret: string, at: Date): Readonly<Record<string, string>>;
  /** Name of the secret among the credentials. */
  readonly secret: string;
  /** A call signed longer ago is stale. */
  readonly staleAfterMs: number;
}

/** An element of a message with its values in clear, as the independent decoder of the fixtures sees it. */
export interface DecodedElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly DecodedElement[];
}

/** What an adapter on the pull channel brings; its messages are XML inside strings. */
export interface PullFixtures extends AnyFixtures {
  /** Further questions, for a list of many. */
  readonly furtherRequests: readonly QueryRequest[];
  /** The verb golden answers are pushed with, `feed-query` when left out. */
  readonly answerVerb?: PullVerb;
  /** A golden file (values in clear) as the parameter an institution sends. Written apart from the adapter. */
  encode(clearXml: string): string;
  /** Only the outer layer of the coding around bytes, for hostile and broken text. */
  wrap(bytes: Uint8Array): string;
  /** A rendering as an institution decodes it. Written apart from the adapter; throws when it cannot. */
  decode(rendering: string): DecodedElement;
  /** Any well-formed message of the contract in another character set, already wrapped. */
  readonly otherEncoding?: string;
  readonly credentials: { readonly file: string; readonly expect: PullCredentials };
  readonly keys: readonly { readonly verb: PullVerb; readonly file: string; readonly expect: string }[];
  /** Golden files (values in clear) of what we render; compared as decoded elements. */
  readonly renderings: {
    readonly emptyList: string;
    readonly oneRequest: string;
    readonly manyRequests: string;
    readonly documents: { readonly file: string; readonly documents: readonly LegalDocument[] };
    readonly certificates: { readonly file: string; readonly certificates: readonly OfficerCertificates[] };
    readonly verdicts: readonly { readonly file: string; readonly verb: PullVerb; readonly verdicts: readonly FeedbackVerdict[] }[];
    /** Every kind at least once; one without a file is only decoded. */
    readonly faults: readonly { readonly file?: string; readonly verb: PullVerb; readonly fault: PullFault }[];
  };
}

/** What an adapter on the file channel brings; its messages are XML files in packages. */
export interface FileFixtures extends AnyFixtures {
  readonly institutionCode: string;
  /** Name of a feedback package of this institution. */
  readonly packageName: string;
  readonly batchNumber: string;
  /** The name a golden file has inside a package. */
  nameOf(file: string): string;
  /** A file of ours as an institution reads it. Written apart from the adapter; throws when it cannot. */
  decode(content: Uint8Array): DecodedElement;
  /** Any well-formed message of the contract in another character set. */
  readonly otherEncoding?: Uint8Array;
  /** A package of ours with `request` and the further ones: its name, and which golden file each file of it equals. */
  readonly batch: {
    readonly furtherRequests: readonly QueryRequest[];
    readonly documents: readonly LegalDocument[];
    readonly certificates: readonly OfficerCertificates[];
    readonly name: string;
    readonly files: Readonly<Record<string, string>>;
  };
  /** A failure receipt of ours: every reason at least once. */
  readonly receipt: { readonly failures: readonly FeedbackFailure[]; readonly name: string; readonly files: Readonly<Record<string, string>> };
  /** Names in an institution's folder that are no packages of this contract. */
  readonly otherNames: readonly string[];
}
