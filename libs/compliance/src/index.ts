export {
  type SourceHeard,
  SourceSilenceRule,
  type SourceState,
  silenceAlertRule,
  silenceFires,
  silenceSentence,
  sourceState,
} from './source-silence';
