export interface PipelineDefinition {
  name: string;
  priority: number;
}
