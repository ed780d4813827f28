-- What became of the wish to have a film written down by a machine.
ALTER TABLE "Video" ADD COLUMN "transcript" JSONB;
