namespace UpperBack.Host.Demo;

internal static class DemoSetup
{
    /// <summary>Registers the demo.</summary>
    public static void AddDemo(this IServiceCollection services) => services.AddHostedService<DemoDirector>();
}
