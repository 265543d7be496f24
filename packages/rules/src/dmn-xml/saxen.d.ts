/** The part of saxen that is used here; the package brings no types. */
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag', take: (name: string, attributes: () => { readonly [name: string]: string }) => void): this;
    on(event: 'closeTag', take: () => void): this;
    on(event: 'text' | 'cdata', take: (text: string) => void): this;
    on(event: 'error' | 'warn', take: (error: Error) => void): this;
    parse(xml: string): this;
    stop(): void;
  }
}
