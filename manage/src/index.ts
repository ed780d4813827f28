export { exitCodes } from './errors.ts'
export {
  type Mode,
  type PortName,
  portsOf,
  portVariable,
  type ServiceName,
  serviceNames,
  services,
} from './stack.ts'
