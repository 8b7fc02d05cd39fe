#!/usr/bin/env bash
# Makes demo-class.mp4, the picture and sound of the demo's classes: somebody sits on a hill before a sun that breathes, eight seconds a
# breath. Three breaths, 24 s, are whole in pictures and in frames of sound, so that the clip repeats without a seam.
# Needs ffmpeg with libx264; a DejaVu font adds the words.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

breath=8 breaths=3 rate=25
seconds=$((breath * breaths))

# Distances in pixels of a picture twice as large, which is halved afterwards to smooth the edges.
disc() { echo "(hypot(X-2*$1,Y-2*$2)-2*$3)"; }
limb() { # x1 y1 x2 y2 radius
  local along="clip(((X-2*$1)*($3-($1))+(Y-2*$2)*($4-($2)))/(2*(($3-($1))*($3-($1))+($4-($2))*($4-($2)))),0,1)"
  echo "(hypot(X-2*($1+($3-($1))*$along),Y-2*($2+($4-($2))*$along))-2*$5)"
}
union() {
  local all=$1
  shift
  for one in "$@"; do all="min($all,$one)"; done
  echo "$all"
}

figure=$(union "$(disc 320 138 15.5)" "$(limb 320 150 320 168 6)" "$(limb 299 180 341 180 9)" "$(limb 311 184 316 236 17)" "$(limb 329 184 324 236 17)" "$(disc 320 262 9)" \
  "$(limb 304 246 336 246 15)" "$(limb 294 182 279 219 6.5)" "$(limb 279 219 262 250 5.5)" "$(limb 346 182 361 219 6.5)" "$(limb 361 219 378 250 5.5)" \
  "$(limb 310 253 258 263 11)" "$(limb 330 253 382 263 11)" "$(limb 262 267 334 271 9)" "$(limb 378 267 306 271 9)")
mat="(hypot((X-640)/17,Y-556)-13)"
hill() { echo "(2*($1+$2*sin(X/2/$3+$4)+$5*sin(X/2/$6+$7))-Y)"; }
far=$(hill 232 13 74 0.6 5 31 1.9)
middle=$(hill 258 11 96 3.7 4 37 0.4)
near=$(hill 272 9 150 5.3 2 41 2.2)

inside() { echo "clip(0.5-($1),0,1)"; }
# paint NAME COLOUR DISTANCE: a layer of one colour.
paint() {
  ffmpeg -v error -y -f lavfi -i "color=$2:size=1280x720,format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='255*$(inside "$3")'" -frames:v 1 "$work/$1.png"
}
paint far 0x9cc3b2 "$far"
paint middle 0x4f9a8d "$middle"
paint near 0x17655f "$near"
paint mat 0xd9b98a "$mat"
paint figure 0x0b3a38 "$figure"

# The sky: from cool above to warm at the horizon.
sky() { echo "clip($1+($2-$1)*min(Y/250,1)+($3-$2)*clip((Y-250)/250,0,1),0,255)"; }
ffmpeg -v error -y -f lavfi -i "color=black:size=1280x720,format=rgb24,geq=r='$(sky 126 236 252)':g='$(sky 184 214 190)':b='$(sky 188 184 140)'" -frames:v 1 "$work/sky.png"
ffmpeg -v error -y -i "$work/far.png" -i "$work/middle.png" -i "$work/near.png" -i "$work/mat.png" -i "$work/figure.png" -filter_complex \
  "[0][1]overlay=format=auto[a];[a][2]overlay=format=auto[b];[b][3]overlay=format=auto[c];[c][4]overlay=format=auto,scale=640:360:flags=area" "$work/ground.png"

words=null
font=$(fc-match -f '%{file}' 'DejaVu Sans' 2>/dev/null || true)
if [[ $font == *DejaVu* ]]; then
  say() { # text alpha
    echo "drawtext=fontfile=$font:text='$1':fontsize=19:fontcolor=0xfdf6e7:x=(w-text_w)/2:y=318:alpha='$2'"
  }
  words="$(say 'breathe in' "clip(sin(2*PI*t/$breath)*3,0,1)*0.9"),$(say 'breathe out' "clip(-sin(2*PI*t/$breath)*3,0,1)*0.9"),"
  words+="drawtext=fontfile=$font:text='UpperBack demo':fontsize=13:fontcolor=0xfdf6e7@0.75:x=16:y=h-27"
fi

# One breath of the sun: a disc with a soft edge, and two rings of light that follow it.
in="(0.5-0.5*cos(2*PI*T/$breath))"
away="hypot(X-180,Y-180)"
light="255*max(clip((72+26*$in-$away)/2+0.5,0,1)*0.96,max(clip((96+40*$in-$away)/3,0,1)*(0.2+0.12*$in),clip((122+54*$in-$away)/4,0,1)*(0.1+0.1*$in)))"
ffmpeg -v error -y -f lavfi -i "color=0xffe6ae:size=360x360:rate=$rate:duration=$breath,format=yuva444p,geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='$light'" \
  -c:v ffv1 "$work/sun.mkv"

ffmpeg -v error -y -loop 1 -framerate $rate -i "$work/sky.png" -stream_loop $((breaths - 1)) -i "$work/sun.mkv" -loop 1 -framerate $rate -i "$work/ground.png" -filter_complex \
  "[0]scale=640:360:flags=area[sky];[sky][1]overlay=x=140:y=-14:format=auto[lit];[lit][2]overlay=format=auto,$words,format=yuv420p" \
  -t $seconds -r $rate -c:v ffv1 "$work/picture.mkv"

# A quiet chord that swells with the breath. Every tone is whole in the clip; the middle one of three rounds has both its neighbours.
ffmpeg -v error -y -f lavfi -i "aevalsrc='0.05*(0.55-0.35*cos(2*PI*t/$breath))*(sin(2*PI*110*t)+0.7*sin(2*PI*165*t)+0.45*sin(2*PI*220*t)+0.3*sin(2*PI*275*t))':s=48000:d=$((3 * seconds))" \
  -c:a aac -b:a 48k "$work/sound.m4a"
ffmpeg -v error -y -i "$work/sound.m4a" -ss $seconds -t $seconds -c copy "$work/round.m4a"

for pass in 1 2; do
  ffmpeg -v error -y -i "$work/picture.mkv" -i "$work/round.m4a" -map 0:v -map 1:a -c:v libx264 -profile:v main -preset veryslow -bf 0 -refs 3 -g 50 -keyint_min 50 \
    -sc_threshold 0 -b:v 230k -maxrate 330k -bufsize 500k -x264-params aq-mode=3 -pass $pass -passlogfile "$work/pass" -c:a copy -map_metadata -1 -fflags +bitexact -flags +bitexact \
    -movflags empty_moov+default_base_moof+frag_discont -use_editlist 0 -frag_duration 320000 -f mp4 demo-class.mp4
done
