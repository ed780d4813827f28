-- Vectors are two kilobytes that no compression makes smaller: trying it takes writers a fiftieth of their time, and readers look
-- through each for nothing. What is written from now on lies beside its row as it is.
ALTER TABLE "SearchDocument" ALTER COLUMN "vector" SET STORAGE EXTERNAL;
