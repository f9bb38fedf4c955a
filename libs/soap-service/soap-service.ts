/** What the protocol needs to know of an operation; contracts add what it means. */
export interface SoapOperation {
  readonly name: string;
  /** Further names of the same operation. */
  readonly aliases?: readonly string[];
  readonly parameters: readonly string[];
}

/** A SOAP 1.1 document/literal wrapped service, as far as the protocol goes. `PullService` is one. */
export interface SoapService<Operation extends SoapOperation = SoapOperation> {
  readonly paths: readonly string[];
  readonly namespace: string;
  /** The namespace of the original is not known: operations are accepted in any. */
  readonly anyNamespace?: boolean;
  readonly serviceName: string;
  readonly portName: string;
  readonly portTypeName: string;
  soapAction(operation: string): string;
  readonly operations: readonly Operation[];
}
