{{%AUTOESCAPE context="HTML"}}
{{>ALARMS}}{{>CHANGES}}{{>LIGHTS}}
