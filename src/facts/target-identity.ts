/** A stable key of the target for a store. */
export type TargetIdentity =
  | { readonly by: 'machine-id'; readonly value: string }
  | { readonly by: 'image-digest'; readonly value: `sha256:${string}` }
  | { readonly by: 'endpoint'; readonly host: string; readonly port: number }
  | { readonly by: 'path'; readonly value: string };
