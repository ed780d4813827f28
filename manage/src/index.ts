export { exitCodes } from './core/errors.ts'
export {
  type Mode,
  type PortName,
  portsOf,
  portVariable,
  type ServiceName,
  serviceNames,
  services,
} from './core/topology.ts'
