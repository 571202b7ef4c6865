/** Subject: "image configuration". What an image says of itself and of the processes started from it. Source: OCI image specification, config.md. */
export interface ImageConfigurationValue {
  /** `linux/amd64`; null: it does not say. */
  readonly platform: string | null;
  readonly user: string | null;
  /** Arguments that look like secrets are replaced by `[removed]`, in `command` and `labels` too. */
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** Names of all variables, alphabetically; values only of those by which cryptography is steered. */
  readonly environment: {
    readonly names: readonly string[];
    readonly cryptography: readonly { readonly name: string; readonly value: string }[];
  };
  readonly labels: readonly { readonly name: string; readonly value: string }[];
}
