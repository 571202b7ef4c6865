/** What the configuration of a server says about the groups of one of its listeners. */
export type ConfiguredGroups =
  /** A line sets them; nothing that counts stands after it. */
  | {
      readonly told: 'set';
      readonly setting: string;
      readonly written: string;
      readonly place: ConfigurationPlace;
      /** The list that is meant, where what is written only stands for one: `strong`. */
      readonly meaning?: string;
    }
  /** No line does: the library's own list stands (`library`), or one that is built into the server (`server`). */
  | { readonly told: 'left'; readonly to: 'library' | 'server' }
  | { readonly told: 'unknown'; readonly why: string };

/** A line of a configuration, from 1; `file` is null for the command line of the server. */
export interface ConfigurationPlace {
  readonly file: string | null;
  readonly line: number;
}

/** A text of a configuration, and where it stands. */
export interface ConfigurationText {
  readonly file: string;
  readonly text: string;
}

/** Which listener is asked about. */
export interface ListenerPlace {
  readonly port: number;
  /** Where it is connected to: `127.0.0.1`. */
  readonly address: string;
}

/** Where no line counts that could be read. */
export function unknownGroups(why: string): ConfiguredGroups {
  return { told: 'unknown', why };
}
