import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartFailure } from '../embedded-postgres/index.js';

const run = promisify(execFile);

/** The version in use; its pom is written here because only compiled sources are there when the gateway runs. */
export const KAFKA_VERSION = '4.1.0';
const SLF4J_VERSION = '1.7.36';
const IMAGE = `apache/kafka:${KAFKA_VERSION}`;
/** The download is 43 MB; whoever waits longer has no way to the repository. */
const DOWNLOAD_MS = 10 * 60_000;

/** How the programs of Kafka are run on this machine. */
export interface KafkaPrograms {
  /** Runs a class of Kafka, with its arguments behind these. `folder` is where it reads and writes. */
  command(folder: string, options: readonly string[]): { readonly program: string; readonly parameters: readonly string[] };
}

/**
 * Finds a way to run Kafka: Java 17 with what Maven fetches once into `folder`, or Docker.
 * @throws StartFailure when there is neither
 */
export async function findPrograms(folder: string, log: (line: string) => void): Promise<KafkaPrograms> {
  if (await works('java', ['-version'])) {
    const libraries = join(folder, 'libraries');
    const there = (await readdir(libraries).catch(() => [])).length > 0;
    if (there || (await works('mvn', ['--version']))) {
      if (!there) await fetchLibraries(folder, libraries, log);
      return { command: (_, options) => ({ program: 'java', parameters: [...options, '-cp', join(libraries, '*')] }) };
    }
  }
  if (await works('docker', ['version'])) return inDocker();
  throw new StartFailure('Kafka needs Java 17 and Maven, or Docker: install them, or name a broker of yours with KAFKA_BROKERS.');
}

/** Moved into place whole, so that a download that was cut off, or two at the same time, leave nothing half there. */
async function fetchLibraries(folder: string, libraries: string, log: (line: string) => void): Promise<void> {
  log(`Kafka ${KAFKA_VERSION} is fetched with Maven (43 MB, once).`);
  await mkdir(folder, { recursive: true });
  const fresh = await mkdtemp(join(folder, 'fetching-'));
  try {
    await writeFile(join(fresh, 'pom.xml'), pom());
    await run('mvn', ['-q', '-B', '-f', join(fresh, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${join(fresh, 'libraries')}`], { timeout: DOWNLOAD_MS, maxBuffer: 16 * 1024 * 1024 });
    await rename(join(fresh, 'libraries'), libraries).catch(async (error: unknown) => {
      if ((await readdir(libraries).catch(() => [])).length === 0) throw error;
    });
  } catch (error) {
    const said = `${(error as { stdout?: string }).stdout ?? ''}`.split('\n').find((line) => line.startsWith('[ERROR]')) ?? (error as Error).message.split('\n')[0];
    throw new StartFailure(`Maven could not fetch Kafka ${KAFKA_VERSION}: ${said}. Name a broker of yours with KAFKA_BROKERS instead.`);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

function pom(): string {
  const dependency = (group: string, artifact: string, version: string): string =>
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>chakong</groupId><artifactId>embedded-kafka</artifactId><version>1</version>
<dependencies>${dependency('org.apache.kafka', 'kafka_2.13', KAFKA_VERSION)}${dependency('org.slf4j', 'slf4j-simple', SLF4J_VERSION)}</dependencies></project>\n`;
}

/** The same command inside the image, on the network and the folder of this machine. */
function inDocker(): KafkaPrograms {
  const user = process.getuid === undefined ? [] : ['--user', `${process.getuid()}:${process.getgid?.() ?? 0}`];
  return {
    command: (folder, options) => ({
      program: 'docker',
      parameters: ['run', '--rm', '--init', '--network', 'host', ...user, '--volume', `${folder}:${folder}`, '--entrypoint', 'java', IMAGE, ...options, '-cp', '/opt/kafka/libs/*'],
    }),
  };
}

async function works(program: string, parameters: readonly string[]): Promise<boolean> {
  return run(program, parameters, { timeout: 30_000 }).then(
    () => true,
    () => false,
  );
}
