import { Controller, Get, NotFoundException, Req, Res, ServiceUnavailableException } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Public } from '#libs/access';
import { Metrics, ReadinessChecks } from '#libs/web';
import type { Request, Response } from 'express';

/** For load balancers and monitoring: whether the process lives, whether its parts work, and its figures. */
@Controller()
@Public()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly checks: ReadinessChecks,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** 200 when every part works, 503 with the names of those that do not; never why, which is in the log. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<{ status: string; parts: Record<string, string> }> {
    const result = await this.health.check(this.checks.all.map(([name, check]) => () => this.indicate(name, check))).catch(failedResult);
    if (result.status !== 'ok') response.status(503);
    return { status: result.status, parts: Object.fromEntries(Object.entries(result.details).map(([name, { status }]) => [name, status])) };
  }

  @Get('metrics')
  async figures(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (!this.metrics.mayRead(request)) throw new NotFoundException();
    response.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }

  private async indicate(name: string, check: () => Promise<unknown>) {
    const indicator = this.indicators.check(name);
    return check().then(
      () => indicator.up(),
      () => indicator.down(),
    );
  }
}

function failedResult(error: unknown): HealthCheckResult {
  if (error instanceof ServiceUnavailableException) return error.getResponse() as HealthCheckResult;
  throw error;
}
