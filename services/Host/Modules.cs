using UpperBack.Accounts;
using UpperBack.Community;
using UpperBack.Host.Options;
using UpperBack.Live;
using UpperBack.Scheduling;
using UpperBack.Streaming;

namespace UpperBack.Host;

/// <summary>Which service stands behind which role.</summary>
internal static class Modules
{
    /// <summary>The services' options.</summary>
    public static readonly IReadOnlyList<Type> OptionTypes =
    [
        typeof(AccountsOptions),
        typeof(CommunityOptions),
        typeof(LiveOptions),
        typeof(SchedulingOptions),
        typeof(StreamingOptions),
    ];

    private static readonly IReadOnlyList<(
        string Role,
        Func<IServiceCollection, IConfiguration, IServiceCollection> Add,
        Func<IEndpointRouteBuilder, IEndpointRouteBuilder> Map
    )> All =
    [
        (HostRoles.Accounts, AccountsModule.AddAccounts, AccountsModule.MapAccounts),
        (HostRoles.Scheduling, SchedulingModule.AddScheduling, SchedulingModule.MapScheduling),
        (HostRoles.Live, LiveModule.AddLive, LiveModule.MapLive),
        (HostRoles.Streaming, StreamingModule.AddStreaming, StreamingModule.MapStreaming),
        (HostRoles.Community, CommunityModule.AddCommunity, CommunityModule.MapCommunity),
    ];

    public static void AddModules(
        this IServiceCollection services,
        IConfiguration configuration,
        IReadOnlyList<string> roles
    )
    {
        foreach (var module in All.Where(module => roles.Contains(module.Role)))
            module.Add(services, configuration);
    }

    /// <summary>What every role would register: for what this process must know of those that run elsewhere.</summary>
    public static IServiceCollection AllServices(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddModules(configuration, HostRoles.All);
        return services;
    }

    public static void MapModules(this IEndpointRouteBuilder app, IReadOnlyList<string> roles)
    {
        foreach (var module in All.Where(module => roles.Contains(module.Role)))
            module.Map(app);
    }
}
