import { type InputHTMLAttributes, type ReactNode, useId } from 'react';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  wrong?: string[];
  children: (ids: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean | undefined;
  }) => ReactNode;
}

export function Field({ label, hint, wrong, children }: FieldProps) {
  const id = useId();
  const isWrong = wrong !== undefined && wrong.length > 0;
  const described =
    [hint && `${id}-hint`, isWrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': isWrong || undefined })}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {isWrong && (
        <span className="wrong" id={`${id}-wrong`} role="alert">
          {wrong.join(' ')}
        </span>
      )}
    </div>
  );
}

type InputFieldProps = Omit<FieldProps, 'children'> &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'id' | 'className'> & {
    value: string;
    onChange: (value: string) => void;
  };

/** A field of one line; what else it is given belongs to the input. */
export function InputField({ label, hint, wrong, onChange, ...input }: InputFieldProps) {
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      {(ids) => (
        <input
          {...input}
          {...ids}
          className="input"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  children: ReactNode;
  testId?: string;
}
export function Switch({ checked, onChange, disabled, children, testId }: SwitchProps) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        disabled={disabled}
        data-testid={testId}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
