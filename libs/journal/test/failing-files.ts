import { basename } from 'node:path';
import { diskFiles, type Files, type WritableFile } from '../src/index';

export type Operation = keyof Files | `file.${keyof WritableFile}`;
/** Says for each call whether it fails: `half` writes half of the octets first, as a full disk does. */
export type Fault = (operation: Operation, name: string) => 'fail' | 'half' | undefined;

/** The real disk with a fault in front of it. */
export function failingFiles(fault: Fault, code = 'ENOSPC'): Files {
  const refuse = (): never => {
    throw Object.assign(new Error(`${code}: injected`), { code });
  };
  function guard<A extends unknown[], R>(
    operation: Operation,
    call: (path: string, ...rest: A) => Promise<R>,
  ) {
    return async (path: string, ...rest: A): Promise<R> => {
      if (fault(operation, basename(path))) refuse();
      return call(path, ...rest);
    };
  }
  async function open(path: string, mode: 'create' | 'update'): Promise<WritableFile> {
    const name = basename(path);
    if (fault('open', name)) refuse();
    const file = await diskFiles.open(path, mode);
    const check = (operation: Operation): void => {
      if (fault(operation, name)) refuse();
    };
    return {
      async write(buffers, position) {
        const outcome = fault('file.write', name);
        const all = Buffer.concat([...buffers]);
        if (outcome === 'half') await file.write([all.subarray(0, all.length >> 1)], position);
        if (outcome) refuse();
        await file.write(buffers, position);
      },
      async sync() {
        check('file.sync');
        await file.sync();
      },
      async truncate(length) {
        check('file.truncate');
        await file.truncate(length);
      },
      async close() {
        await file.close();
        check('file.close');
      },
    };
  }
  return {
    makeDirectory: guard('makeDirectory', diskFiles.makeDirectory),
    list: guard('list', diskFiles.list),
    open,
    size: guard('size', diskFiles.size),
    read: guard('read', diskFiles.read),
    readText: guard('readText', diskFiles.readText),
    replace: guard('replace', diskFiles.replace),
    append: guard('append', diskFiles.append),
    remove: guard('remove', diskFiles.remove),
    syncDirectory: guard('syncDirectory', diskFiles.syncDirectory),
  };
}
