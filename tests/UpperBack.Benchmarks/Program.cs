using BenchmarkDotNet.Running;
using UpperBack.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(SendPath).Assembly).Run(args);
