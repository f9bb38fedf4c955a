import { Body, Controller, Get, Inject, Param, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CourtDto, CourtListQueryDto, CourtPageDto, PutCourtDto } from '#contracts/http';
import { About, AboutNothing, Allow, CurrentActor, type Actor } from '#libs/access';
import { Courts } from '#libs/cases';
import { Refusals } from '../http/refusals.js';

/** Courts (法院) whose cases are handled here. */
@ApiTags('courts')
@ApiBearerAuth()
@Controller('courts')
export class CourtsController {
  constructor(@Inject(Courts) private readonly courts: Courts) {}

  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @AboutNothing('which courts there are is no secret')
  @ApiOperation({ summary: 'Courts by code' })
  @ApiOkResponse({ type: CourtPageDto })
  @Refusals('parameter-invalid', 'cursor-invalid')
  async list(@Query() query: CourtListQueryDto): Promise<CourtPageDto> {
    const { items, nextCursor } = await this.courts.list(query);
    return { items: [...items], nextCursor };
  }

  @Put(':code')
  @Allow('supervisor', 'operator', 'integration')
  @About('court', 'code', { keeps: true })
  @ApiOperation({ summary: 'Register a court, or give a registered one this name and parent' })
  @ApiOkResponse({ type: CourtDto, description: 'Was registered, is changed' })
  @ApiCreatedResponse({ type: CourtDto, description: 'Is registered now' })
  @Refusals('request-invalid', 'parameter-invalid', 'court-unknown', 'court-beyond-reach')
  async put(
    @Param('code') code: string,
    @Body() body: PutCourtDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CourtDto> {
    const { court, created } = await this.courts.put({ code, ...body }, actor);
    void reply.status(created ? 201 : 200);
    return court;
  }
}
