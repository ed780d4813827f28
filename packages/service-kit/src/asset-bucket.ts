import { Type } from 'typebox'

/** Where images are kept apart from the machine: the backend writes and serves them there, the keeper looks after them. */
export const assetBucketSchema = {
  ASSETS_BUCKET: Type.Optional(
    Type.String({
      pattern: '^s3:https?://[^/]+/.+',
      description:
        'bucket for logos and screenshots in place of the folder, as s3:https://host/bucket/prefix',
    }),
  ),
  ASSETS_ACCESS_KEY_ID: Type.Optional(Type.String({ minLength: 1, description: 'who that bucket knows' })),
  ASSETS_SECRET_ACCESS_KEY: Type.Optional(Type.String({ minLength: 1, description: 'its secret' })),
  ASSETS_REGION: Type.String({ default: 'us-east-1', description: 'region of that bucket' }),
}

/** The one variable that tells a copy of a site, such as a preview, where the site is whose pictures it shows. */
export const originalAssetsSchema = {
  ASSETS_ORIGINAL: Type.Optional(
    Type.String({
      pattern: '^https?://[^/\\s;,]+$',
      description: 'site to which visitors are sent for pictures that the data names and that are not here',
    }),
  ),
}

/** Variables of it that may come as NAME_FILE and are never shown. */
export const assetBucketSecrets = ['ASSETS_ACCESS_KEY_ID', 'ASSETS_SECRET_ACCESS_KEY'] as const
