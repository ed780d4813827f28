import * as fc from 'fast-check'

// Property tests try the same cases on every machine, so that a red run is about the change at hand. FC_SEED=$RANDOM
// explores others; what it finds becomes a case of its own.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_121) })
