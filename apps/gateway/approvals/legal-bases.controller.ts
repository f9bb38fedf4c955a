import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LegalBasisListDto } from '#contracts/http';
import { AboutNothing, Allow } from '#libs/access';
import { legalBases } from '#libs/statute';
import { Refusals } from '../http/refusals.js';

/** What in the law a question may rest on (法律依据). */
@ApiTags('inquiries')
@ApiBearerAuth()
@Controller('legal-bases')
export class LegalBasesController {
  @Get()
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @AboutNothing('the law is the same for every court')
  @ApiOperation({ summary: 'The closed list of legal bases with their articles, and in which cases each may be named' })
  @ApiOkResponse({ type: LegalBasisListDto })
  @Refusals()
  list(): LegalBasisListDto {
    return { items: legalBases().map(({ code, nameZh, kinds, causes, articles, asOf }) => ({ code, nameZh, kinds: [...kinds], causes: [...causes], articles: [...articles], asOf })) };
  }
}
