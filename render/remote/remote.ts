/** A machine on which scripts run: over SSH a host, without it this one. */
export interface Remote {
  /** As messages name it: `pi1`. */
  readonly name: string;
  /**
   * Runs a script of `sh`, which may be dash, and returns what it prints.
   *
   * @throws {RemoteFailure} when it ends with another status than 0, takes too long, or the machine is out of reach
   */
  run(script: string, options?: RunOptions): Promise<string>;
  /**
   * Opens a port of this machine that leads to an address which that machine reaches, such as `10.43.0.5:8200`. Absent:
   * that machine is this one. Used through `tunnel()`.
   */
  forward?(target: string): Promise<Forward>;
  /** Gives up the connection, which a machine that starts anew may never answer on again; the next script makes one. */
  hangUp?(): Promise<void>;
}

/** A machine on which a script can go on beside the others, for as long as this process and the connection live. */
export interface Holdable extends Remote {
  /**
   * Starts a script, as root, that gets a dot on its standard input every five seconds, and returns once it has printed a
   * line.
   *
   * @throws {RemoteFailure} when it ends without a line, takes too long for it, or the machine is out of reach
   */
  hold(script: string): Promise<Hold>;
}

export interface Hold {
  /** The line that the script printed first. */
  readonly said: string;
  /** Settles when the script or the connection has ended. */
  readonly ended: Promise<void>;
}

export interface RunOptions {
  /** As root, by sudo. */
  readonly asRoot?: boolean;
  /** Its standard input: the only way for a secret. Default: none. */
  readonly input?: string | Uint8Array;
  /** Default 60. */
  readonly timeoutSeconds?: number;
}

/** A port of this machine that leads elsewhere until it is closed. */
export interface Forward {
  /** `127.0.0.1:40123` */
  readonly address: string;
  close(): Promise<void>;
}

/** A script did not come to a good end. Its text holds neither the script's input nor a secret. */
export class RemoteFailure extends Error {
  /** Exit status of the script; undefined when it never came to one, for the machine is out of reach or it took too long. */
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined) {
    super(message);
    this.status = status;
  }
}
