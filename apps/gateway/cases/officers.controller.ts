import { Body, Controller, Get, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '#contracts/errors';
import { ChangeOfficerDto, OfficerDto, OfficerListQueryDto, OfficerPageDto, RegisterOfficerDto, type CertificateImagesDto } from '#contracts/http';
import { Allow, auditedRead, CurrentActor, type Actor } from '#libs/access';
import { Officers, type CertificateImages } from '#libs/cases';
import { Database } from '#libs/store';
import { Refusals } from '../http/refusals.js';

/** Officers (承办人) with their certificates (双证). */
@ApiTags('officers')
@ApiBearerAuth()
@Controller('officers')
export class OfficersController {
  constructor(
    @Inject(Officers) private readonly officers: Officers,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Post()
  @Allow('supervisor', 'integration')
  @ApiOperation({ summary: 'Register an officer with both certificates' })
  @ApiCreatedResponse({ type: OfficerDto })
  @Refusals('request-invalid', 'court-unknown')
  async register(@Body() body: RegisterOfficerDto, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<OfficerDto> {
    const officer = await this.officers.register({ ...body, images: toImages(body.images) }, actor);
    void reply.header('location', `/api/v1/officers/${officer.id}`);
    return officer;
  }

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @ApiOperation({ summary: 'Officers, newest first' })
  @ApiOkResponse({ type: OfficerPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: OfficerListQueryDto, @CurrentActor() actor: Actor): Promise<OfficerPageDto> {
    const told = ({ items }: { readonly items: readonly unknown[] }) => ({ reason: `list of ${items.length}` });
    const { items, nextCursor } = await auditedRead(this.database, actor, { event: 'officer.read' }, () => this.officers.list(query), told);
    return { items: [...items], nextCursor };
  }

  @Get(':officerId')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'integration')
  @ApiOperation({ summary: 'One officer, without the pictures' })
  @ApiOkResponse({ type: OfficerDto })
  @Refusals('officer-unknown')
  async read(@Param('officerId') id: string, @CurrentActor() actor: Actor): Promise<OfficerDto> {
    const found = async (): Promise<OfficerDto> => {
      const officer = await this.officers.find(id);
      if (officer === undefined) throw new Problem('officer-unknown');
      return officer;
    };
    return auditedRead(this.database, actor, { event: 'officer.read' }, found, (officer) => ({ reason: officer.id }));
  }

  @Patch(':officerId')
  @Allow('supervisor', 'integration')
  @ApiOperation({ summary: 'Change an officer; what is left out stays. Inquiries already accepted keep what was true then' })
  @ApiOkResponse({ type: OfficerDto })
  @Refusals('request-invalid', 'officer-unknown')
  async change(@Param('officerId') id: string, @Body() body: ChangeOfficerDto, @CurrentActor() actor: Actor): Promise<OfficerDto> {
    return this.officers.change(id, { ...body, images: body.images === undefined ? undefined : toImages(body.images) }, actor);
  }
}

function toImages(images: CertificateImagesDto): CertificateImages {
  return {
    type: images.type,
    workCertificate: Buffer.from(images.workCertificate, 'base64'),
    dutyCertificate: Buffer.from(images.dutyCertificate, 'base64'),
  };
}
