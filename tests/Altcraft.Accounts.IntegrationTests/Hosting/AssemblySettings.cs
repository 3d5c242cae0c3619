// Fixtures wait more than they compute. Those that look at what the whole process does are marked NonParallelizable.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
