import { useMemo } from 'react';
import { allZones, zoneName } from '../design/time';

interface Props {
  id: string;
  value: string;
  onChange: (zone: string) => void;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}

export function ZonePicker({ value, onChange, ...ids }: Props) {
  const groups = useMemo(() => {
    const byRegion = new Map<string, string[]>();
    for (const zone of allZones(value)) {
      const region = zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : 'Other';
      byRegion.set(region, [...(byRegion.get(region) ?? []), zone]);
    }
    return [...byRegion];
  }, [value]);
  return (
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
  );
}
