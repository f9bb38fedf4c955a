export { describeAdapterContract, casesOfPush, casesOfPull, casesOfFile } from './describe-adapter-contract.js';
export { describePublishedContract } from './published-contract.js';
export { controlFixturesOf, describeOrderContract, type OrderFixtures } from './order-suite.js';
export { faultsOfSkips, GENERAL_CASES, XML_CASES, PUSH_CASES, PULL_CASES, FILE_CASES, CONTROL_CASES, type ContractCase, type Skip } from './cases.js';
export { faultsOfReadme, README_HEADINGS } from './folder-cases.js';
export {
  SAMPLE_CASE_ACCOUNT,
  SAMPLE_OPERATIONS,
  SAMPLE_ORGANISATION,
  sampleOrder,
  sampleOrderCertificates,
  sampleOrderDocuments,
  sampleOrders,
  type SampleChoice,
  type TargetKind,
} from './sample-orders.js';
export type { CaseRun } from './case-run.js';
export type {
  AnswerFixtures,
  CallbackFixtures,
  ControlFixtures,
  DecodedElement,
  FileFixtures,
  GoldenAnswer,
  GoldenControl,
  PullFixtures,
  PushFixtures,
  TicketFixtures,
} from './fixtures.js';
