import { plainDate } from './chinese-wording.js';
import { paragraph, type LegalBlock, type LegalText } from './legal-text.js';

export const LEAD_NOTICE_TITLE = '财产线索核实结果告知书';

export interface LeadNoticeFacts {
  readonly courtName: string;
  readonly caseNumber: string;
  /** Who gave the lead. */
  readonly giver: string;
  readonly receivedOn: string;
  /** The lead in the words of who gave it. */
  readonly description: string;
  readonly finding: 'found' | 'nothing-found' | 'unverifiable' | 'not-concrete';
  /** What it lacks, where it is not concrete. */
  readonly missing: readonly ('thing' | 'place' | 'holder' | 'grounds')[];
  readonly checkedOn: string;
  readonly issuedOn: string;
}

const FOUND: Readonly<Record<Exclude<LeadNoticeFacts['finding'], 'not-concrete'>, string>> = {
  found: '经核实，该线索属实，本院将依法及时采取相应的执行措施。',
  'nothing-found': '经核实，未发现该线索所指的财产。',
  unverifiable: '经调查，该线索目前无法核实。如有新的情况或者材料，请及时向本院提供。',
};

const LACKS: Readonly<Record<LeadNoticeFacts['missing'][number], string>> = { thing: '财产的名称、种类、数量', place: '财产所在地或者保管、登记机构', holder: '财产归谁所有、登记在谁名下', grounds: '线索的来源或者依据' };

/**
 * The answer to who gave a lead (财产调查规定 art 2; 浙高法〔2016〕55号 二(三)4). It says what became of the lead and nothing of what institutions
 * answered: that is told to a party only when the court permits it (财产调查规定 art 12).
 */
export function leadNotice({ courtName, caseNumber, giver, receivedOn, description, finding, missing, checkedOn, issuedOn }: LeadNoticeFacts): LegalText {
  const blocks: readonly LegalBlock[] = [
    paragraph(`你（单位）于${plainDate(receivedOn)}就${caseNumber}案件向本院提供了下列财产线索：`),
    paragraph(description),
    ...(finding === 'not-concrete'
      ? [
          paragraph('该线索不够明确、具体，依照《最高人民法院关于民事执行中财产调查若干问题的规定》第二条的规定，尚不能列入核实。请补充下列内容后另行提供：'),
          ...missing.map((one, index) => paragraph(`${index + 1}．${LACKS[one]}`)),
        ]
      : [paragraph(`本院已于${plainDate(checkedOn)}核实完毕，现依照《最高人民法院关于民事执行中财产调查若干问题的规定》第二条的规定，将结果告知如下：`), paragraph(FOUND[finding])]),
  ];
  return { courtName, title: LEAD_NOTICE_TITLE, number: caseNumber, addressee: giver, blocks, signedBy: [], issuedOn };
}
