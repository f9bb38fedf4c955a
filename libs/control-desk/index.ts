/** What people and systems do with measures 控制措施: what can be drafted from what was found, proposals. The rules themselves are in libs/control. */
export { caseProposal, type CaseProposal, type LeftOut, type ProposedOrder } from './case-proposal.js';
export { foundThings, type FoundAsset } from './found-things.js';
export { sharesFor, type SharesWanted } from './shares-for.js';
export { beginningOf, extentOf, targetOf, worthOf } from './target-of-asset.js';
export { ruleBook } from './carry-check.js';
export { CaseFacts, type CaseFactsParts, type ObligorFacts, type RegisteredAccount, type WantedReserve } from './case-facts.js';
export { APPROVAL_RULE, ControlDesk, type ControlDeskParts } from './control-desk.js';
export { ControlPapers, MOST_PAPER_BYTES, NEEDED_PAPERS, PAPER_KINDS, type MadePaper, type Paper, type PaperKind, type PaperMaker } from './control-papers.js';
export { ControlTasks } from './control-tasks.js';
export { draftOf, type WantedExtent, type WantedOrder } from './new-order.js';
export { makeLacking, requirePapers, type OrderPapersParts } from './order-papers.js';
export { OrdersToApprove, type OrdersToApproveParts, type OrderToApprove, type RuleToSign } from './orders-to-approve.js';
export { Objections, type NewObjection, type Objection } from './objections.js';
export { ITSELF, problemOf, refusedAsProblem } from './refused-as-problem.js';
export { RulePapers, type RulePapersParts } from './rule-papers.js';
export { TemplatePapers, type Sealer, type TemplatePapersParts } from './template-papers.js';
export { allOf, signersCheck } from './signers-check.js';
export { carriedCheck, type CarriedCheck } from './carried-orders.js';
