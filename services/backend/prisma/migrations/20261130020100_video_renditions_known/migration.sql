ALTER TABLE "Video" VALIDATE CONSTRAINT "Video_posterKey_fkey";
ALTER TABLE "Video" VALIDATE CONSTRAINT "Video_storyboardKey_fkey";
