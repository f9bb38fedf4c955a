import type { OfficerPageDto } from '#contracts/http';
import { ConsoleBrowser } from './console-browser.js';
import { demoClients, type DemoLoginName, type GatewayClient } from './gateway-client.js';
import { newDataFolder, removeDataFolder, StandaloneProcess, type GivenSettings } from './standalone-process.js';

/** A standalone gateway with people at its page: what a journey begins and ends with. */
export class ConsoleStage {
  private constructor(
    private readonly dataFolder: string,
    readonly gateway: StandaloneProcess,
    readonly gatewayUrl: string,
    readonly sandboxUrl: string,
    /** The API, as each of the demo logins. */
    readonly as: Record<DemoLoginName, GatewayClient>,
    readonly people: ConsoleBrowser,
  ) {}

  /** @param settings environment of the gateway besides that of a test */
  static async open(settings: GivenSettings = {}): Promise<ConsoleStage> {
    const dataFolder = await newDataFolder();
    const gateway = new StandaloneProcess({ dataFolder, settings });
    try {
      const { gatewayUrl, sandboxUrl } = await gateway.ready;
      const people = await ConsoleBrowser.open(gateway, gatewayUrl);
      return new ConsoleStage(dataFolder, gateway, gatewayUrl, sandboxUrl, await demoClients(dataFolder, gatewayUrl), people);
    } catch (error) {
      if (gateway.isRunning) await gateway.stop();
      await removeDataFolder(dataFolder);
      throw error;
    }
  }

  /** Two officers for a case; the handling one is who signs in as `officer`. */
  async officerIds(): Promise<string[]> {
    const { items } = (await this.as.officer.get<OfficerPageDto>('/api/v1/officers?limit=10')).body;
    return items.toSorted((left, right) => Number(right.login === 'officer') - Number(left.login === 'officer')).map(({ id }) => id).slice(0, 2);
  }

  async close(): Promise<void> {
    await this.people.close();
    if (this.gateway.isRunning) await this.gateway.stop();
    await removeDataFolder(this.dataFolder);
  }
}
