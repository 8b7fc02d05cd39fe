import { useMemo } from 'react';
import { Field } from '../design/forms';
import { allZones, zoneName } from '../design/time';

interface ZoneFieldProps {
  label: string;
  hint?: string;
  wrong: string[] | undefined;
  value: string;
  onChange: (zone: string) => void;
}

export function ZoneField({ label, hint, wrong, value, onChange }: ZoneFieldProps) {
  const groups = useMemo(() => {
    const byRegion = new Map<string, string[]>();
    for (const zone of allZones(value)) {
      const region = zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : 'Other';
      byRegion.set(region, [...(byRegion.get(region) ?? []), zone]);
    }
    return [...byRegion];
  }, [value]);
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      {(ids) => (
        <select
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          {...ids}
        >
          {groups.map(([region, zones]) => (
            <optgroup key={region} label={region}>
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zoneName(zone)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}
