import type { Answer, Circumstances, Resolution } from './resolution.ts';

/** The files by path: a text, or a directory's entry names in the order that readdir would give; absent otherwise. */
export type FileSource = Readonly<Record<string, string | readonly string[]>> | ((path: string) => Answer);

/** What OpenSSL of this build would do with these files: the configuration as a program gets it, and the ClientHello that follows. */
export declare function resolveOpenssl(input: Circumstances & { readonly files: FileSource }): Resolution;
