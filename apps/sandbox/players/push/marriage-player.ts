import type { Marriage } from '../../population/marriages.js';
import type { Resident } from '../../population/party.js';
import { draw } from '../../population/seeded-random.js';
import { AnsweringPlayer, type SpokenContract } from './answering-player.js';
import { askedParty, dataAsOf } from './asked-party.js';
import { failure, type PushReply } from './push-reply.js';
import type { QueryOrder } from './query-order.js';

const PEOPLE_ONLY = failure(422, 'not-offered', '婚姻登记只登记自然人');
const FARTHEST = 500;

/** A register of marriages that answers in the same call (`adapters/marriage/openapi.yaml`). */
export class MarriagePlayer extends AnsweringPlayer {
  protected override readonly spoken: SpokenContract = { contract: 'marriage', path: '/marriage/v1/queries', nothing: {} };

  protected override declined({ subject }: QueryOrder): PushReply | undefined {
    return subject.kind === 'person' ? undefined : PEOPLE_ONLY;
  }

  /** It keeps no property. */
  protected override listed(): object {
    return {};
  }

  protected override looked(order: QueryOrder): object | undefined {
    const party = askedParty(this.stage.population, order)?.party;
    return party?.kind === 'person' ? this.#registered(party) : undefined;
  }

  protected override aboutSomeoneElse({ subject }: QueryOrder): object | undefined {
    const { population } = this.stage;
    const asked = population.findByDocument(subject.documents[0]?.number ?? '');
    const start = Math.floor(draw(population.seed, 'other-marriage', subject.documents[0]?.number ?? '', this.code) * population.people);
    for (let step = 0; step < Math.min(FARTHEST, population.people); step++) {
      const other = population.at((start + step) % population.people);
      const answer = other === asked || other.kind !== 'person' ? undefined : this.#registered(other);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  /** What was registered at this bureau; undefined when that was elsewhere, or never. */
  #registered(person: Resident): object | undefined {
    const marriage = this.stage.population.marriage(person);
    if (marriage === undefined || !this.stage.population.reaches(this.code, marriage.districtCode)) return undefined;
    return { result: 'found', dataAsOf: dataAsOf(), person: recorded(person, marriage) };
  }
}

const recorded = (person: Resident, { spouse, status, statusSince, office, ...marriage }: Marriage): object => ({
  name: person.name,
  formerNames: person.formerNames.length === 0 ? undefined : person.formerNames,
  documentNumber: person.documentNumber,
  sex: person.sex,
  birthDate: person.birthDate,
  status,
  statusSince,
  spouse: status === 'married' ? { name: spouse.name, documentType: 'resident-id', documentNumber: spouse.documentNumber } : undefined,
  records: [
    { kind: 'marriage', registeredOn: marriage.marriedOn, certificateNumber: marriage.certificateNumber, office },
    ...(marriage.divorcedOn === undefined ? [] : [{ kind: 'divorce', registeredOn: marriage.divorcedOn, certificateNumber: marriage.divorceCertificateNumber, office }]),
  ],
});
