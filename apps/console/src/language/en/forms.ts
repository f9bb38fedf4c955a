import type { Messages } from '../messages.js';

export const forms: Messages['forms'] = {
  registerTitle: 'Register a case', registerText: 'Register the case and its obligors; then one button asks everything.', register: 'Register', registerNext: 'The case opens afterwards; “Ask everything” there asks every institution.',
  caseNumber: 'Case number', caseNumberLike: '(year) court type serial', caseNumberGood: (court) => `Well-formed, court code ${court}`, caseKind: 'Kind of case', filedOn: 'Filed on', today: 'Today', handlingOfficer: 'Handling officer', secondOfficer: 'Second officer', chooseOfficer: 'Choose', nobody: '(none)', suspended: 'suspended', noOfficers: 'No officer is registered; ask a supervisor.',
  owed: 'What is owed (yuan)', owedPart: { principalFen: 'Principal', interestFen: 'Interest', lateInterestFen: 'Late interest', executionFeeFen: 'Execution fee', paidFen: 'Paid' }, total: 'Total', outstanding: 'outstanding',
  applicants: 'Applicants', applicantKind: (index) => `Applicant ${index}: kind`, applicantName: (index) => `Applicant ${index}: name`, removeApplicant: (index) => `Drop applicant ${index}`, addApplicant: 'Another applicant',
  obligor: (index) => `Obligor ${index}`, addObligor: 'Add an obligor', dropObligor: (index) => `Drop obligor ${index}`, kind: 'Kind', personName: 'Name (as on the document)', organisationName: 'Name (as on the licence)', otherNames: 'Former names and variants', otherNamesHint: 'Separated by commas; may stay empty', rare: (characters) => `Rare characters: ${characters}; please compare`,
  documentType: 'Kind of document', documentTypeMore: 'Another kind of document', documentNumber: 'Number', removeDocument: 'Drop this document', addDocument: 'Another document', residentId: (sex, born) => `Check character right · ${sex} · born ${born}`, sex: { male: 'male', female: 'female' }, checked: 'Check character right', shapeOnly: 'Well-formed (this kind has no check character)', storedAs: (number) => `Stored as ${number}`,
  edit: 'Change the case', editTitle: (number) => `Change ${number}`, save: 'Save', changedMeanwhile: 'Somebody changed the case since you opened it; nothing was overwritten. Close this and look again.', changeObligor: (name) => `Change obligor ${name}`, change: 'Change', changeOf: (name) => `Change ${name}`,
  removeObligor: 'Take out of the case', removeObligorText: (name) => `${name} is not asked about any more; the record stays. Take out?`, removeObligorConfirm: 'Take out',
  fault: {
    'not-text': 'Has to be text', empty: 'Needed', length: 'Wrong length', characters: 'A character that is not allowed here', format: 'Wrong form', 'check-digit': 'The check character does not fit: compare the number', date: 'Contains a day that does not exist or is to come', region: 'No such region', year: 'Wrong year', range: 'Out of range, or negative', lossy: 'At most two decimals', unknown: 'No such code', unsupported: 'Not supported',
    required: 'Needed', repeated: 'The same as another', 'wrong-kind': 'Does not fit the kind', day: 'Has to be a day of the calendar, not later than today', exceeds: 'More than there is', 'too-large': 'The file is too large',
  },
};
