import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '#contracts/errors';
import { DependencyHealthDto, LivenessDto, ReadinessDto } from '#contracts/http';
import { Public } from '#libs/access';
import { HealthRegistry } from '#libs/telemetry';

/** For machines that watch the process. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(HealthRegistry) private readonly health: HealthRegistry) {}

  @Get('live')
  @Public()
  @ApiOperation({ summary: 'Whether the process runs; asks nothing of others' })
  @ApiOkResponse({ type: LivenessDto })
  live(): LivenessDto {
    return this.health.liveness();
  }

  @Get('ready')
  @Public()
  @ApiOperation({ summary: 'Whether calls can be served, with each dependency' })
  @ApiOkResponse({ type: ReadinessDto })
  @ApiResponse({ status: 503, type: ReadinessDto, description: 'Something critical is down, or the process is shutting down' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessDto> {
    const report = await this.health.readiness();
    if (report.state === 'down' || report.state === 'shutting-down') void reply.status(503);
    return { state: report.state, dependencies: [...report.dependencies] };
  }

  @Get('dependencies/:name')
  @Public()
  @ApiOperation({ summary: 'One dependency, checked now' })
  @ApiOkResponse({ type: DependencyHealthDto })
  @ApiResponse({ status: 503, type: DependencyHealthDto, description: 'It is down' })
  async dependency(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<DependencyHealthDto> {
    const dependency = await this.health.dependency(name);
    if (dependency === undefined) throw new Problem('route-unknown');
    if (dependency.state === 'down') void reply.status(503);
    return dependency;
  }
}
