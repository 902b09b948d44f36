import { ServiceError } from "../core/service.ts";

/** The request is not a valid one. */
export const invalid = (message: string): ServiceError => new ServiceError("ValidationException", message);

/** A parameter's value cannot be used. */
export const invalidParameter = (message: string): ServiceError =>
  invalid(`One or more parameter values were invalid: ${message}`);

/** The table does not exist. */
export const tableNotFound = (): ServiceError =>
  new ServiceError("ResourceNotFoundException", "Requested resource not found");

/** An operation outside the list this service knows. */
export const unknownOperation = (name: string): ServiceError =>
  new ServiceError("UnknownOperationException", `the local cloud's DynamoDB does not know the operation ${name}`);
