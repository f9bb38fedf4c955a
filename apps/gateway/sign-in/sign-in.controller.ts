import { Controller, Get, Headers, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiFoundResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BeginSignInQueryDto, SignedInDto, SignedOutDto } from '#contracts/http';
import { AboutNothing, Allow, CurrentPrincipal, PAGE_HEADER, Public, Sessions, type AccessRequest, type Principal } from '#libs/access';
import { PublicRefusals, Refusals } from '../http/refusals.js';
import { SignInDesk } from './sign-in-desk.js';

/** Signing in with a browser (登录). The page goes to `login` and comes back with a session cookie; it never sees a token. */
@ApiTags('access')
@Controller('auth')
export class SignInController {
  constructor(
    @Inject(SignInDesk) private readonly desk: SignInDesk,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  @Get('login')
  @Public()
  @ApiOperation({ summary: 'Go to the identity provider to sign in' })
  @ApiFoundResponse({ description: 'To the page of the provider' })
  @PublicRefusals('parameter-invalid', 'sign-in-unavailable', 'identity-provider-unavailable')
  async login(@Query() query: BeginSignInQueryDto, @Headers('host') host: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { location, cookies } = await this.desk.begin(query.returnTo ?? '/', host);
    void reply.header('set-cookie', cookies).redirect(location!, 302);
  }

  @Get('callback')
  @Public()
  @ApiOperation({ summary: 'Where the provider sends the browser back to; opens the session' })
  @ApiFoundResponse({ description: 'To the page that was asked for' })
  @PublicRefusals('sign-in-refused', 'too-many-attempts', 'sign-in-unavailable', 'identity-provider-unavailable')
  async callback(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const question = request.url.indexOf('?');
    const { location, cookies } = await this.desk.complete(request as unknown as AccessRequest, question < 0 ? '' : request.url.slice(question));
    // The address of this page holds the code: it is told to nobody.
    void reply.header('set-cookie', cookies).header('referrer-policy', 'no-referrer').redirect(location!, 303);
  }

  @Post('logout')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign out: ends the session of this browser, and says where to sign out of the provider' })
  @ApiHeader({ name: PAGE_HEADER, required: true, description: 'Any value; says that a page of ours is calling' })
  @ApiOkResponse({ type: SignedOutDto })
  @PublicRefusals('origin-refused')
  async logout(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedOutDto> {
    const { location, cookies } = await this.desk.end(request as unknown as AccessRequest);
    void reply.header('set-cookie', cookies);
    return location === undefined ? {} : { continueAt: location };
  }

  @Get('openid-configuration')
  @Public()
  @ApiOperation({ summary: 'Where the identity provider describes itself: token endpoint, keys' })
  @ApiFoundResponse({ description: 'To its discovery document' })
  @PublicRefusals('sign-in-unavailable')
  discovery(@Res({ passthrough: true }) reply: FastifyReply): void {
    void reply.redirect(this.desk.discoveryLocation(), 302);
  }

  @Get('session')
  @Allow('officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration')
  @AboutNothing('the caller themselves')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who is signed in, and for how long' })
  @ApiOkResponse({ type: SignedInDto })
  @Refusals()
  async session(@CurrentPrincipal() principal: Principal, @Req() request: AccessRequest): Promise<SignedInDto> {
    const session = request.sessionId === undefined ? undefined : await this.sessions.read(request.sessionId);
    return {
      login: principal.login,
      displayName: principal.displayName,
      kind: principal.kind,
      courtCode: principal.courtCode ?? undefined,
      roles: [...principal.roles],
      ...(session === undefined ? {} : { sessionId: session.id, endsAt: session.endsAt.toISOString() }),
    };
  }
}
