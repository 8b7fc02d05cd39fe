using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using UpperBack.Benchmarks;

// In this process: a project that is generated beside the others would not be built by their rules.
var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(10);
BenchmarkSwitcher.FromAssembly(typeof(SendPath).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
