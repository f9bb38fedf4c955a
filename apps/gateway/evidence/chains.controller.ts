import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '#contracts/errors';
import { EvidenceChainsDto } from '#contracts/http';
import { About, AboutNothing, Allow, auditedRead, CurrentActor, CurrentPrincipal, CurrentReach, type Actor, type Principal } from '#libs/access';
import { Evidence, exportEvidence } from '#libs/evidence';
import { courtInReach, Database, type Reach } from '#libs/store';
import { markFor, markHeader } from '#libs/watermark';
import { PersonalFile } from '../http/file-answers.js';
import { Refusals } from '../http/refusals.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The chains over everything that was written (证据链), for those who check us. */
@ApiTags('evidence')
@ApiBearerAuth()
@Controller()
export class ChainsController {
  constructor(
    @Inject(Evidence) private readonly evidence: Pick<Evidence, 'store' | 'key' | 'gate'>,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get('evidence/chains')
  @Allow('auditor')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Every chain with its last link and its last anchor, and whether records are sealed in time' })
  @ApiOkResponse({ type: EvidenceChainsDto })
  @Refusals()
  async chains(@CurrentActor() actor: Actor, @CurrentReach() reach: Reach): Promise<EvidenceChainsDto> {
    const { store, key, gate } = this.evidence;
    return auditedRead(this.database, actor, { event: 'evidence.read', reason: 'chains' }, async () => {
      const [all, lagSeconds, courts] = await Promise.all([store.chains(), store.lagSeconds(), this.#courtsOf(reach)]);
      // What belongs to no court is shown to those who serve all.
      const chains = all.filter(({ chain }) => courts === undefined || courts.has(chain));
      return {
        sending: gate.open,
        lagMs: Math.round(lagSeconds * 1000),
        keyId: key.public.id,
        keyAlgorithm: key.public.algorithm,
        publicKey: key.public.pem,
        chains: chains.map(({ chain, algorithm, sequence, link, anchored }) => ({
          chain, algorithm, links: sequence + 1, head: link.toString('hex'),
          ...(anchored === null ? {} : { anchoredSequence: anchored.sequence, anchoredAt: anchored.at.toISOString() }),
        })),
      };
    });
  }

  async #courtsOf(reach: Reach): Promise<ReadonlySet<string> | undefined> {
    if (reach.whole === '*') return undefined;
    const rows = await this.database.query.selectFrom('court').select('code').where(courtInReach(reach, 'code')).execute();
    return new Set(rows.map(({ code }) => code));
  }

  @Get('cases/:caseId/evidence')
  @Allow('auditor')
  @PersonalFile()
  @About('case', 'caseId')
  @ApiOperation({ summary: 'Everything sealed about a case, to be checked offline with `npm run evidence:verify`' })
  @ApiOkResponse({
    description: 'One JSON document a line: records, raw bytes, links, anchors and the public key',
    content: { 'application/x-ndjson': { schema: { type: 'string', format: 'binary' } } },
  })
  @Refusals('case-unknown', 'personal-data-masked', 'too-many-calls')
  async ofCase(@Param('caseId') caseId: string, @CurrentActor() actor: Actor, @CurrentPrincipal() principal: Principal, @Res() reply: FastifyReply): Promise<void> {
    const mark = markHeader(markFor(principal, new Date(), actor.correlationId ?? ''));
    const known = UUID.test(caseId) ? caseId.toLowerCase() : undefined;
    // The first line is read before anything is recorded: whether there is such a case is known then.
    const lines = exportEvidence(this.database, this.evidence.key, { case: known ?? '' }, mark);
    const begin = async (): Promise<string> => {
      if (known === undefined) throw new Problem('case-unknown');
      const head = await lines.next();
      return head.done === true ? '' : head.value;
    };
    const about = known === undefined ? {} : { caseId: known };
    const first = await auditedRead(this.database, actor, { event: 'evidence.exported' }, begin, () => about).catch(async (error: unknown) => {
      // What cannot be recorded is not given out, and must not keep a connection of the pool either.
      await lines.return();
      throw error;
    });
    const stream = Readable.from(after(first, lines));
    // Whoever hangs up must not keep a connection of the pool, not even before the first line was read.
    stream.once('close', () => void lines.return().catch(() => undefined));
    await reply
      .header('content-type', 'application/x-ndjson')
      .header('content-disposition', `attachment; filename="evidence-${known}.ndjson"`)
      .send(stream);
  }
}

async function* after(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
