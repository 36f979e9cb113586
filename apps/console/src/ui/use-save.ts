import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { type FieldProblem, problemOf, wasOvertaken } from '../api/problem';
import { useText } from '../i18n/use-text';
import { useProblemText } from './state-panel';

interface SaveOptions<Input, Answer> {
  save: (input: Input) => Promise<Answer>;
  /** What has to be read again once it is saved, or when somebody else was first. */
  reads: readonly QueryKey[];
  /** Told when it is done. */
  done?: string;
  onDone?: (answer: Answer, input: Input) => void;
}

/**
 * Writes a versioned thing. Who was overtaken (412) is told so and keeps what they typed: nothing of theirs is written
 * over somebody else's change, and nothing of theirs is thrown away.
 */
export function useSave<Input, Answer>({ save, reads, done, onDone }: SaveOptions<Input, Answer>) {
  const { t } = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const words = useProblemText();
  const readAgain = () => {
    for (const queryKey of reads) void queries.invalidateQueries({ queryKey });
  };
  const saving = useMutation({
    mutationFn: save,
    onSuccess(answer, input) {
      readAgain();
      if (done) void message.success(done);
      onDone?.(answer, input);
    },
    onError(error) {
      if (wasOvertaken(error) || problemOf(error).code === 'conflict') readAgain();
    },
  });
  const overtaken = wasOvertaken(saving.error);
  const problems: FieldProblem[] = saving.error ? problemOf(saving.error).problems : [];
  return {
    save: saving.mutate,
    busy: saving.isPending,
    error: saving.error,
    overtaken,
    problems,
    /** One sentence for above the form; empty while nothing is wrong. */
    refusal: overtaken ? t('save.overtaken') : words(saving.error),
    forget: saving.reset,
  };
}
