using UpperBack.Host;

return await UpperBackHost.RunAsync(args);
