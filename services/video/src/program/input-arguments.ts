/** Containers that may be read. None of them opens another file by itself, as playlists and scripts of ffmpeg do. */
const formats = 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,ogg,flv,asf'

/**
 * Decoders that may run: what cameras, telephones, screen recorders and editors write. ffmpeg has several hundred, of
 * which most are of games of the nineties.
 */
const codecs = [
  'h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4,msmpeg4,msmpeg4v2,mpeg2video,mpeg1video,h263,theora',
  'prores,dnxhd,mjpeg,ffv1,rawvideo,huffyuv,wmv1,wmv2,wmv3,vc1,flv,png,qtrle',
  'aac,aac_latm,mp3,mp3float,mp2,mp2float,opus,libopus,vorbis,libvorbis,flac,alac,ac3,eac3,wmav1,wmav2,amrnb,amrwb',
  'pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_u8,pcm_s8,pcm_alaw,pcm_mulaw',
].join(',')

/** Arguments before any input, of ffmpeg and ffprobe: what it may open, and of which size. @param pixels of a frame */
export const guards = (pixels: number): readonly string[] => [
  '-protocol_whitelist',
  'file,pipe',
  '-format_whitelist',
  formats,
  '-codec_whitelist',
  codecs,
  '-max_pixels',
  String(pixels),
]

/** A path as an input or output of ffmpeg that is never taken for a protocol, a pattern or an option. */
export const fileArgument = (path: string): string => `file:${path}`
