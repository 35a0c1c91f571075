import { Controller, Get } from '@nestjs/common';
import { Public } from '#libs/access';
import { page, type Page } from '#libs/web';

/** Pages about the service itself. */
@Controller()
@Public()
export class InformationController {
  @Get('accessibility')
  accessibility(): Page {
    return page('shell/web/views/accessibility');
  }

  @Get('cookies')
  cookies(): Page {
    return page('shell/web/views/cookies');
  }
}
