import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '#contracts/errors';
import { ChangeOfficerDto, OfficerDto, OfficerListQueryDto, OfficerPageDto, RegisterOfficerDto, SuspendOfficerDto, type CertificateImagesDto } from '#contracts/http';
import { Allow, CurrentActor, type Actor, About, AboutNothing, CurrentReach, auditedRead } from '#libs/access';
import { Officers, type CertificateImages, type OfficerRecord } from '#libs/cases';
import { OfficerRegister } from '#libs/officer-registry';
import { type Reach, Database } from '#libs/store';
import { Refusals } from '../http/refusals.js';
import { toOfficerDto } from './case-to-dto.js';

/** Officers (承办人) with their certificates (双证). */
@ApiTags('officers')
@ApiBearerAuth()
@Controller('officers')
export class OfficersController {
  constructor(
    @Inject(Officers) private readonly officers: Officers,
    @Inject(OfficerRegister) private readonly standing: OfficerRegister,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Post()
  @Allow('supervisor', 'integration')
  @About('court', 'courtCode', { in: 'body' })
  @ApiOperation({ summary: 'Register an officer with both certificates' })
  @ApiCreatedResponse({ type: OfficerDto })
  @Refusals('request-invalid', 'court-unknown', 'court-beyond-reach')
  async register(@Body() body: RegisterOfficerDto, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<OfficerDto> {
    const officer = await this.officers.register({ ...body, images: toImages(body.images) }, actor);
    void reply.header('location', `/api/v1/officers/${officer.id}`);
    return toOfficerDto(officer);
  }

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @AboutNothing('a list, narrowed to the reach of the caller')
  @ApiOperation({ summary: 'Officers, newest first' })
  @ApiOkResponse({ type: OfficerPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: OfficerListQueryDto, @CurrentReach() reach: Reach, @CurrentActor() actor: Actor): Promise<OfficerPageDto> {
    const told = ({ items }: { readonly items: readonly unknown[] }) => ({ reason: `list of ${items.length}` });
    const { items, nextCursor } = await auditedRead(this.database, actor, { event: 'officer.read' }, () => this.officers.list({ ...query, reach }), told);
    return { items: items.map(toOfficerDto), nextCursor };
  }

  @Get(':officerId')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @About('officer', 'officerId')
  @ApiOperation({ summary: 'One officer, without the pictures' })
  @ApiOkResponse({ type: OfficerDto })
  @Refusals('officer-unknown')
  async read(@Param('officerId') id: string, @CurrentActor() actor: Actor): Promise<OfficerDto> {
    const found = async (): Promise<OfficerDto> => {
      const officer = await this.officers.find(id);
      if (officer === undefined) throw new Problem('officer-unknown');
      return toOfficerDto(officer);
    };
    return auditedRead(this.database, actor, { event: 'officer.read' }, found, (officer) => ({ reason: officer.id }));
  }

  @Patch(':officerId')
  @Allow('supervisor', 'integration')
  @About('officer', 'officerId')
  @ApiOperation({ summary: 'Change an officer; what is left out stays. Inquiries already accepted keep what was true then' })
  @ApiOkResponse({ type: OfficerDto })
  @Refusals('request-invalid', 'officer-unknown')
  async change(@Param('officerId') id: string, @Body() body: ChangeOfficerDto, @CurrentActor() actor: Actor): Promise<OfficerDto> {
    return this.#changed(await this.officers.change(id, { ...body, images: body.images === undefined ? undefined : toImages(body.images) }, actor));
  }

  @Post(':officerId/suspend')
  @HttpCode(200)
  @Allow('supervisor', 'integration')
  @About('officer', 'officerId')
  @ApiOperation({ summary: 'Take the right to sign away (停用): nothing more goes out under this officer, what waits included; institutions are to be told' })
  @ApiOkResponse({ type: OfficerDto })
  @Refusals('request-invalid', 'officer-unknown', 'state-change-invalid')
  async suspend(@Param('officerId') id: string, @Body() { reason }: SuspendOfficerDto, @CurrentActor() actor: Actor): Promise<OfficerDto> {
    return this.#changed(await this.officers.suspend(id, reason, actor));
  }

  @Post(':officerId/reinstate')
  @HttpCode(200)
  @Allow('supervisor', 'integration')
  @About('officer', 'officerId')
  @ApiOperation({ summary: 'Give the right to sign back' })
  @ApiOkResponse({ type: OfficerDto })
  @Refusals('officer-unknown', 'state-change-invalid')
  async reinstate(@Param('officerId') id: string, @CurrentActor() actor: Actor): Promise<OfficerDto> {
    return this.#changed(await this.officers.reinstate(id, actor));
  }

  /** In force in this process when the caller hears of it; in the others when PostgreSQL has told them. */
  async #changed(officer: OfficerRecord): Promise<OfficerDto> {
    await this.standing.refresh([officer.id]);
    return toOfficerDto(officer);
  }
}

function toImages(images: CertificateImagesDto): CertificateImages {
  return {
    type: images.type,
    workCertificate: Buffer.from(images.workCertificate, 'base64'),
    dutyCertificate: Buffer.from(images.dutyCertificate, 'base64'),
  };
}
