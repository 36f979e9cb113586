/** Keys by which the same call sent twice is done once: a new one as soon as the body says something else. */
export function keysByBody(): (body: unknown) => string {
  let last: string | undefined;
  let key = '';
  return (body) => {
    const text = JSON.stringify(body);
    if (text !== last) {
      last = text;
      key = crypto.getRandomValues(new Uint32Array(4)).join('-');
    }
    return key;
  };
}
