// Package crowdsec_bouncer_traefik_plugin stands in for the CrowdSec bouncer of that name: it takes the same
// configuration, asks no CrowdSec, and lets every request pass.
package crowdsec_bouncer_traefik_plugin

import (
	"context"
	"fmt"
	"net/http"
)

// Config names what the lab configures, as the bouncer 1.7.1 does. Whatever else a Middleware says is an error here:
// a field that the lab begins to use is added with the bouncer's own name and type.
type Config struct {
	Enabled             bool
	CrowdsecMode        string
	CrowdsecLapiScheme  string
	CrowdsecLapiHost    string
	CrowdsecLapiKeyFile string
	StreamStartupBlock  bool
	UpdateMaxFailure    int64
	Unknown             map[string]interface{} `mapstructure:",remain"`
}

// CreateConfig gives the bouncer's own defaults.
func CreateConfig() *Config {
	return &Config{
		CrowdsecMode:       "live",
		CrowdsecLapiScheme: "http",
		CrowdsecLapiHost:   "crowdsec:8080",
		StreamStartupBlock: true,
	}
}

// New refuses what the bouncer refuses before it looks at a file or a server.
func New(_ context.Context, next http.Handler, config *Config, name string) (http.Handler, error) {
	for field := range config.Unknown {
		return nil, fmt.Errorf("Cannot configure %s: the CrowdSec bouncer has no field %q that the lab uses", name, field)
	}
	switch config.CrowdsecMode {
	case "none", "live", "stream", "alone", "appsec":
	default:
		return nil, fmt.Errorf("Cannot configure %s: crowdsecMode %q is none of the bouncer's", name, config.CrowdsecMode)
	}
	switch config.CrowdsecLapiScheme {
	case "http", "https":
	default:
		return nil, fmt.Errorf("Cannot configure %s: crowdsecLapiScheme is %q, no http", name, config.CrowdsecLapiScheme)
	}
	if config.UpdateMaxFailure < -1 {
		return nil, fmt.Errorf("Cannot configure %s: updateMaxFailure is %d, below -1", name, config.UpdateMaxFailure)
	}
	if config.CrowdsecLapiKeyFile == "" {
		return nil, fmt.Errorf("Cannot configure %s: there is no crowdsecLapiKeyFile", name)
	}
	return next, nil
}
